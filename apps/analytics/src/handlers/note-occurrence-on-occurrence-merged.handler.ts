import { OccurrenceMerged, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { OccurrenceRepository } from '../persistence/occurrence.repository.js';

@Handles(OccurrenceMerged)
export class NoteOccurrenceOnOccurrenceMerged implements EventHandler<OccurrenceMerged> {
  constructor(private readonly occurrences: OccurrenceRepository) {}

  async handle(
    told: OccurrenceMerged,
    tx: Transaction,
    { time }: CloudEvent,
  ): Promise<EventDraft[]> {
    await this.occurrences.end(told, ['merged_at', time], tx);
    return [];
  }
}
