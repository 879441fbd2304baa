import { PartIssued, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { WorkCostRepository } from '../persistence/work-cost.repository.js';

@Handles(PartIssued)
export class NoteCostOnPartIssued implements EventHandler<PartIssued> {
  constructor(private readonly costs: WorkCostRepository) {}

  async handle(
    used: PartIssued,
    tx: Transaction,
    { time: toldAt }: CloudEvent,
  ): Promise<EventDraft[]> {
    const { workOrderId, equipmentId, partId, cost: amount } = used;
    if (amount === undefined) return [];
    const key = `${workOrderId} ${partId}`;
    const kind = 'parts' as const;
    await this.costs.note({ key, workOrderId, equipmentId, kind, amount, toldAt }, tx);
    return [];
  }
}
