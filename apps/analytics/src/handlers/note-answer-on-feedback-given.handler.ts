import { FeedbackGiven, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { FeedbackRepository } from '../persistence/feedback.repository.js';

@Handles(FeedbackGiven)
export class NoteAnswerOnFeedbackGiven implements EventHandler<FeedbackGiven> {
  constructor(private readonly feedback: FeedbackRepository) {}

  async handle(given: FeedbackGiven, tx: Transaction, { time }: CloudEvent): Promise<EventDraft[]> {
    await this.feedback.note(given, time, tx);
    return [];
  }
}
