import { WorkOrderResumed, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { WorkOrderRepository } from '../persistence/work-order.repository.js';

@Handles(WorkOrderResumed)
export class NoteWaitOnWorkOrderResumed implements EventHandler<WorkOrderResumed> {
  constructor(private readonly workOrders: WorkOrderRepository) {}

  async handle(
    order: WorkOrderResumed,
    tx: Transaction,
    { id: eventId, time: at }: CloudEvent,
  ): Promise<EventDraft[]> {
    await this.workOrders.note(order, { eventId, step: 'resumed', at }, tx);
    return [];
  }
}
