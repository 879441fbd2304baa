import { LocationRegistered, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { LocationRepository } from '../persistence/location.repository.js';

@Handles(LocationRegistered)
export class NoteLocationOnLocationRegistered implements EventHandler<LocationRegistered> {
  constructor(private readonly locations: LocationRepository) {}

  async handle(
    { locationId: id, parentId, name, version }: LocationRegistered,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    await this.locations.note(
      { id, parentId: parentId ?? null, name, version, removed: false },
      tx,
    );
    return [];
  }
}
