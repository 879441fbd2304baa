import { CaseJudged, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { LearnFromAnswer } from '../learning/learn-from-answer.js';

@Handles(CaseJudged)
export class AdjustSensorsOnCaseJudged implements EventHandler<CaseJudged> {
  constructor(private readonly learning: LearnFromAnswer) {}

  handle(judged: CaseJudged, tx: Transaction): Promise<EventDraft[]> {
    const { answer, anomalyIds, workOrderId, judgedBy: by } = judged;
    return this.learning.learn({ answer, anomalyIds, workOrderId, by }, tx);
  }
}
