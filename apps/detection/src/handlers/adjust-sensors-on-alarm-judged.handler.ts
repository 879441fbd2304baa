import { AlarmJudged, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { LearnFromAnswer } from '../learning/learn-from-answer.js';

@Handles(AlarmJudged)
export class AdjustSensorsOnAlarmJudged implements EventHandler<AlarmJudged> {
  constructor(private readonly learning: LearnFromAnswer) {}

  async handle(judged: AlarmJudged, tx: Transaction): Promise<EventDraft[]> {
    const { answer, anomalyIds, workOrderId, judgedBy: by } = judged;
    // What a work order says of a whole case is learnt from the case.
    if (workOrderId !== undefined) return [];
    return this.learning.learn({ answer, anomalyIds, workOrderId: null, by }, tx);
  }
}
