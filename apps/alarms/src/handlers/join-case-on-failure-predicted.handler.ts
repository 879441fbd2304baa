import { FailurePredicted, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { HearPrediction } from '../following/hear-prediction.js';

@Handles(FailurePredicted)
export class JoinCaseOnFailurePredicted implements EventHandler<FailurePredicted> {
  constructor(private readonly predictions: HearPrediction) {}

  handle(predicted: FailurePredicted, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    return this.predictions.hear(predicted, about.correlationid, tx);
  }
}
