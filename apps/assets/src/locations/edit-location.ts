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

/** What became of a location, and what there is to tell of it. */
interface Edited {
  readonly reply: LocationView;
  readonly events: EventDraft[];
}

/** Changes locations; with its parent, a location moves and takes its branch along. */
@Injectable()
export class EditLocation {
  constructor(
    private readonly locations: LocationRepository,
    private readonly tree: LocationTree,
  ) {}

  async edit(patch: ChangeLocation, tx: Transaction): Promise<Edited> {
    const row = seenRow(await this.locations.lockFor(patch.locationId, tx), patch);
    const changes = locationChanges(row, patch);
    if (Object.keys(changes).length === 0) return { reply: locationView(row), events: [] };
    const stand = await this.standOf(row, changes, tx);
    return told(await this.save(row, nextOf({ ...changes, ...stand }, row), tx));
  }

  /** Changes all that is asked for, each location once, or none of it; answers in any order. */
  async editAll(patches: readonly ChangeLocation[], tx: Transaction): Promise<Edited[]> {
    if (patches.length === 0) return [];
    await this.locations.lockTree(tx);
    const ids = patches.map(({ locationId }) => locationId);
    const rows = new Map((await this.locations.findAll(ids, tx)).map((row) => [row.id, row]));
    const plans = patches.map((patch) => {
      const row = seenRow(rows.get(patch.locationId), patch);
      return { patch, row, changes: locationChanges(row, patch) };
    });
    const changed = plans.filter(({ changes }) => Object.keys(changes).length > 0);
    const staying = changed.filter(({ changes }) => changes.parentId === undefined);
    const saved = staying.map(({ row, changes }) => ({ ...row, ...nextOf(changes, row) }));
    await this.saveAll(saved, tx);
    const edited = saved.map(told);
    // What moves takes its branch along: the next one has to be read anew. The others are as they were.
    for (const plan of plans) {
      if (!staying.includes(plan)) edited.push(await this.edit(plan.patch, tx));
    }
    return edited;
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

  private async saveAll(rows: readonly Location[], tx: Transaction): Promise<void> {
    try {
      await this.locations.saveAll(rows, tx);
    } catch (error) {
      throw explained(error);
    }
  }
}

type Seen = Pick<ChangeLocation, 'locationId' | 'expectedVersion'>;

function seenRow(
  row: Location | null | undefined,
  { locationId, expectedVersion }: Seen,
): Location {
  if (!row) throw Refusal.notFound('location', locationId);
  if (expectedVersion !== undefined && expectedVersion !== row.version) {
    throw Refusal.stale('location', row.version);
  }
  return row;
}

function nextOf(changes: Partial<Location>, { version }: Location): Partial<Location> {
  return { ...changes, version: version + 1, updatedAt: new Date() };
}

function told(saved: Location): Edited {
  const reply = locationView(saved);
  return { reply, events: [toldOf(LocationChanged, reply)] };
}
