import { FailurePredicted, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { HearNews } from '../following/hear-news.js';

@Handles(FailurePredicted)
export class JudgePredictionForPlansOnFailurePredicted implements EventHandler<FailurePredicted> {
  constructor(private readonly plans: HearNews) {}

  handle(predicted: FailurePredicted, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    const { equipmentId, predictionId, failureMode, horizonHours, probability } = predicted;
    const facts = { predictionId, failureMode, horizonHours, probability };
    const at = { at: Date.parse(about.time), correlationId: about.correlationid };
    return this.plans.hear(equipmentId, { kind: 'prediction', ...facts }, at, tx);
  }
}
