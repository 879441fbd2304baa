import { PartReturned, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { WorkCostRepository } from '../persistence/work-cost.repository.js';

@Handles(PartReturned)
export class NoteCostOnPartReturned implements EventHandler<PartReturned> {
  constructor(private readonly costs: WorkCostRepository) {}

  async handle(
    used: PartReturned,
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
