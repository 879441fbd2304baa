import { OccurrenceSkipped, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { OccurrenceRepository } from '../persistence/occurrence.repository.js';

@Handles(OccurrenceSkipped)
export class NoteOccurrenceOnOccurrenceSkipped implements EventHandler<OccurrenceSkipped> {
  constructor(private readonly occurrences: OccurrenceRepository) {}

  async handle(
    told: OccurrenceSkipped,
    tx: Transaction,
    { time }: CloudEvent,
  ): Promise<EventDraft[]> {
    const how = told.withdrawn ? 'withdrawn_at' : 'skipped_at';
    await this.occurrences.end(told, [how, time], tx);
    return [];
  }
}
