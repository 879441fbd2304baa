import { OccurrenceDue, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { OccurrenceRepository } from '../persistence/occurrence.repository.js';

@Handles(OccurrenceDue)
export class NoteOccurrenceOnOccurrenceDue implements EventHandler<OccurrenceDue> {
  constructor(private readonly occurrences: OccurrenceRepository) {}

  async handle(told: OccurrenceDue, tx: Transaction, { time }: CloudEvent): Promise<EventDraft[]> {
    await this.occurrences.due(told, time, tx);
    return [];
  }
}
