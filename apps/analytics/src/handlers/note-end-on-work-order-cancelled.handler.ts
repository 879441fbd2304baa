import { WorkOrderCancelled, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { WorkOrderRepository } from '../persistence/work-order.repository.js';

@Handles(WorkOrderCancelled)
export class NoteEndOnWorkOrderCancelled implements EventHandler<WorkOrderCancelled> {
  constructor(private readonly workOrders: WorkOrderRepository) {}

  async handle(
    order: WorkOrderCancelled,
    tx: Transaction,
    { id: eventId, time: at }: CloudEvent,
  ): Promise<EventDraft[]> {
    await this.workOrders.note(order, { eventId, step: 'cancelled', at }, tx);
    return [];
  }
}
