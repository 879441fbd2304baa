import { WorkOrderScheduled, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { WorkOrderRepository } from '../persistence/work-order.repository.js';

@Handles(WorkOrderScheduled)
export class NoteWindowOnWorkOrderScheduled implements EventHandler<WorkOrderScheduled> {
  constructor(private readonly workOrders: WorkOrderRepository) {}

  async handle(
    order: WorkOrderScheduled,
    tx: Transaction,
    { time }: CloudEvent,
  ): Promise<EventDraft[]> {
    await this.workOrders.planned(order, time, tx);
    return [];
  }
}
