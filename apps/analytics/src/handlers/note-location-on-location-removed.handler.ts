import { LocationRemoved, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { LocationRepository } from '../persistence/location.repository.js';

@Handles(LocationRemoved)
export class NoteLocationOnLocationRemoved implements EventHandler<LocationRemoved> {
  constructor(private readonly locations: LocationRepository) {}

  async handle(
    { locationId: id, parentId, name, version }: LocationRemoved,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    await this.locations.note({ id, parentId: parentId ?? null, name, version, removed: true }, tx);
    return [];
  }
}
