import { WorkOrderReopened, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { WorkOrderRepository } from '../persistence/work-order.repository.js';
import { DrawTimeline } from '../timeline/draw-timeline.js';

@Handles(WorkOrderReopened)
export class DrawTimelineOnWorkOrderReopened implements EventHandler<WorkOrderReopened> {
  constructor(
    private readonly workOrders: WorkOrderRepository,
    private readonly timelines: DrawTimeline,
  ) {}

  async handle(
    order: WorkOrderReopened,
    tx: Transaction,
    { id: eventId, time: at }: CloudEvent,
  ): Promise<EventDraft[]> {
    await this.workOrders.note(order, { eventId, step: 'reopened', at }, tx);
    await this.timelines.draw(order.equipmentId, tx);
    return [];
  }
}
