import { WorkOrderCreated, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { WorkOrderRepository } from '../persistence/work-order.repository.js';
import { DrawTimeline } from '../timeline/draw-timeline.js';

@Handles(WorkOrderCreated)
export class DrawTimelineOnWorkOrderCreated implements EventHandler<WorkOrderCreated> {
  constructor(
    private readonly workOrders: WorkOrderRepository,
    private readonly timelines: DrawTimeline,
  ) {}

  async handle(
    order: WorkOrderCreated,
    tx: Transaction,
    { time }: CloudEvent,
  ): Promise<EventDraft[]> {
    await this.workOrders.created(order, time, tx);
    await this.timelines.draw(order.equipmentId, tx);
    return [];
  }
}
