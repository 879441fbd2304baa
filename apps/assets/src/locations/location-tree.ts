import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import { Refusal } from '@libs/messaging';
import type { Location } from '../persistence/locations/location.entity.js';
import { LocationRepository } from '../persistence/locations/location.repository.js';

const DEEPEST = 30;

/** Where in the tree a location stands. */
export type Stand = Pick<Location, 'parentId' | 'path' | 'depth'>;

const invalid = (message: string): Refusal => Refusal.invalid([{ field: 'parentId', message }]);

/** Holds locations to the shape of a tree. The tree must be locked. */
@Injectable()
export class LocationTree {
  constructor(private readonly locations: LocationRepository) {}

  /** Locations that others are to stand in, by id. */
  async parents(ids: readonly string[], tx: Transaction): Promise<Map<string, Location>> {
    const rows = await this.locations.findAll([...new Set(ids)], tx);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Where a location stands below a parent; `height` levels hang below it. */
  standBelow(
    id: string,
    parentId: string | null,
    height: number,
    parents: ReadonlyMap<string, Location>,
  ): Stand {
    if (parentId === null) return { parentId, path: `${id}/`, depth: 1 };
    const parent = parents.get(parentId);
    if (!parent) throw invalid(`There is no location ${parentId}.`);
    if (parent.path.includes(`${id}/`)) throw invalid('A location cannot be in itself.');
    const depth = parent.depth + 1;
    if (depth + height > DEEPEST) throw invalid(`The tree has at most ${DEEPEST} levels.`);
    return { parentId, path: `${parent.path}${id}/`, depth };
  }
}
