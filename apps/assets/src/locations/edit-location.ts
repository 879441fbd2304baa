import { Injectable } from '@nestjs/common';
import {
  LocationChanged,
  type ChangeLocation,
  type EventDraft,
  type LocationView,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Refusal } from '@libs/messaging';
import type { Location } from '../persistence/locations/location.entity.js';
import { locationView } from '../persistence/locations/location-view.js';
import { LocationRepository } from '../persistence/locations/location.repository.js';
import { locationChanges } from './location-changes.js';
import { explained } from './location-refusals.js';
import { toldOf } from './location-told.js';
import { LocationTree, type Stand } from './location-tree.js';

/** Changes locations; with its parent, a location moves and takes its branch along. */
@Injectable()
export class EditLocation {
  constructor(
    private readonly locations: LocationRepository,
    private readonly tree: LocationTree,
  ) {}

  async edit(
    patch: ChangeLocation,
    tx: Transaction,
  ): Promise<{ reply: LocationView; events: EventDraft[] }> {
    const { locationId, expectedVersion } = patch;
    const row = await this.locations.lockFor(locationId, tx);
    if (!row) throw Refusal.notFound('location', locationId);
    if (expectedVersion !== undefined && expectedVersion !== row.version) {
      throw Refusal.stale('location', row.version);
    }
    const changes = locationChanges(row, patch);
    if (Object.keys(changes).length === 0) return { reply: locationView(row), events: [] };
    const stand = await this.standOf(row, changes, tx);
    const next = { ...changes, ...stand, version: row.version + 1, updatedAt: new Date() };
    const reply = locationView(await this.save(row, next, tx));
    return { reply, events: [toldOf(LocationChanged, reply)] };
  }

  private async standOf(
    row: Location,
    { parentId }: Partial<Location>,
    tx: Transaction,
  ): Promise<Partial<Stand>> {
    if (parentId === undefined) return {};
    const parents = await this.tree.parents(parentId === null ? [] : [parentId], tx);
    return this.tree.standBelow(row.id, parentId, await this.locations.height(row, tx), parents);
  }

  private async save(row: Location, next: Partial<Location>, tx: Transaction): Promise<Location> {
    try {
      const saved = await this.locations.save(row, next, tx);
      if (next.path !== undefined) await this.locations.moveBranch(row, saved, tx);
      return saved;
    } catch (error) {
      throw explained(error);
    }
  }
}
