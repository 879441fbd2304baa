import { Injectable } from '@nestjs/common';
import type { ItemResultView } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { currentTrace } from '@libs/runtime';
import { v7 as uuidv7 } from 'uuid';
import type { Inspection } from '../persistence/inspections/inspection.entity.js';
import { HearNews } from '../plans/following/hear-news.js';

/** Lets maintenance plans hear what an inspection found. */
@Injectable()
export class TellPlans {
  constructor(private readonly plans: HearNews) {}

  async tell(
    { id, equipmentId, templateId, score, submittedAt }: Inspection,
    results: readonly ItemResultView[],
    tx: Transaction,
  ): Promise<void> {
    const failedItems = results.filter(({ failed }) => failed).map(({ key }) => key);
    const found = { inspectionId: id, templateId, score, failedItems };
    const at = submittedAt?.getTime() ?? Date.now();
    const correlationId = currentTrace()?.correlationId ?? uuidv7();
    await this.plans.hear(equipmentId, { kind: 'inspection', ...found }, { at, correlationId }, tx);
  }
}
