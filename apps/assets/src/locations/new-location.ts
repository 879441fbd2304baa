import { Injectable } from '@nestjs/common';
import type { RegisterLocation } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { v7 as uuidv7 } from 'uuid';
import type { Location } from '../persistence/locations/location.entity.js';
import { LocationRepository } from '../persistence/locations/location.repository.js';
import { explained } from './location-refusals.js';
import { LocationTree } from './location-tree.js';

/** Adds locations to the tree. */
@Injectable()
export class NewLocation {
  constructor(
    private readonly locations: LocationRepository,
    private readonly tree: LocationTree,
  ) {}

  async add(asked: RegisterLocation, tx: Transaction): Promise<Location> {
    const [row] = await this.addAll([asked], tx);
    if (!row) throw new Error('Of one that was asked for, none was added.');
    return row;
  }

  /** Adds all that is asked for, in that order, or none of it. */
  async addAll(asked: readonly RegisterLocation[], tx: Transaction): Promise<Location[]> {
    await this.locations.lockTree(tx);
    const parentIds = asked.flatMap(({ parentId }) => parentId ?? []);
    const parents = await this.tree.parents(parentIds, tx);
    const rows = asked.map((each) => rowOf(each, this.tree, parents));
    try {
      await this.locations.addAll(rows, tx);
    } catch (error) {
      throw explained(error);
    }
    return rows;
  }
}

function rowOf(
  asked: RegisterLocation,
  tree: LocationTree,
  parents: ReadonlyMap<string, Location>,
): Location {
  const id = uuidv7();
  const now = new Date();
  return {
    id,
    code: asked.code ?? null,
    kind: asked.kind,
    name: asked.name,
    names: asked.names ?? null,
    ...tree.standBelow(id, asked.parentId ?? null, 0, parents),
    latitude: asked.position?.latitude ?? null,
    longitude: asked.position?.longitude ?? null,
    metadata: asked.metadata ?? null,
    version: 1,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  };
}
