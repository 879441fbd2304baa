import { WorkOrderHeld, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { WorkOrderRepository } from '../persistence/work-order.repository.js';

@Handles(WorkOrderHeld)
export class NoteWaitOnWorkOrderHeld implements EventHandler<WorkOrderHeld> {
  constructor(private readonly workOrders: WorkOrderRepository) {}

  async handle(
    order: WorkOrderHeld,
    tx: Transaction,
    { id: eventId, time: at }: CloudEvent,
  ): Promise<EventDraft[]> {
    const step = { eventId, step: 'held', at, holdReason: order.reason } as const;
    await this.workOrders.note(order, step, tx);
    return [];
  }
}
