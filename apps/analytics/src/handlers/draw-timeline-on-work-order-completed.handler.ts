import { WorkOrderCompleted, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { WorkOrderRepository } from '../persistence/work-order.repository.js';
import { DrawTimeline } from '../timeline/draw-timeline.js';

@Handles(WorkOrderCompleted)
export class DrawTimelineOnWorkOrderCompleted implements EventHandler<WorkOrderCompleted> {
  constructor(
    private readonly workOrders: WorkOrderRepository,
    private readonly timelines: DrawTimeline,
  ) {}

  async handle(
    order: WorkOrderCompleted,
    tx: Transaction,
    { id: eventId, time: at }: CloudEvent,
  ): Promise<EventDraft[]> {
    const { restoredAt } = order;
    await this.workOrders.note(order, { eventId, step: 'completed', at, restoredAt }, tx);
    await this.timelines.draw(order.equipmentId, tx);
    return [];
  }
}
