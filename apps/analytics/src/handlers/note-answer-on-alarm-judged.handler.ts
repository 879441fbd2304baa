import { AlarmJudged, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { FeedbackRepository } from '../persistence/feedback.repository.js';

@Handles(AlarmJudged)
export class NoteAnswerOnAlarmJudged implements EventHandler<AlarmJudged> {
  constructor(private readonly feedback: FeedbackRepository) {}

  async handle(judged: AlarmJudged, tx: Transaction): Promise<EventDraft[]> {
    // What a work order says comes with its own event.
    if (judged.workOrderId === undefined) await this.feedback.noteOfAlarm(judged, tx);
    return [];
  }
}
