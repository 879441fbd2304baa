import { WorkOrderCostAdded, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { WorkCostRepository } from '../persistence/work-cost.repository.js';

@Handles(WorkOrderCostAdded)
export class NoteCostOnWorkOrderCostAdded implements EventHandler<WorkOrderCostAdded> {
  constructor(private readonly costs: WorkCostRepository) {}

  async handle(
    told: WorkOrderCostAdded,
    tx: Transaction,
    { id: key, time: toldAt }: CloudEvent,
  ): Promise<EventDraft[]> {
    const { workOrderId, equipmentId, kind, amount } = told;
    await this.costs.note({ key, workOrderId, equipmentId, kind, amount, toldAt }, tx);
    return [];
  }
}
