import { OccurrenceDone, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { OccurrenceRepository } from '../persistence/occurrence.repository.js';

@Handles(OccurrenceDone)
export class NoteOccurrenceOnOccurrenceDone implements EventHandler<OccurrenceDone> {
  constructor(private readonly occurrences: OccurrenceRepository) {}

  async handle(told: OccurrenceDone, tx: Transaction): Promise<EventDraft[]> {
    await this.occurrences.end(told, ['done_at', told.doneAt], tx);
    return [];
  }
}
