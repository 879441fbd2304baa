import { ChangeLocation, LocationChanged } from '@libs/contracts';
import {
  Answers,
  readAs,
  Refusal,
  type Answer,
  type Call,
  type RequestHandler,
} from '@libs/messaging';
import { mergePatch } from '../../domain/merge-patch.js';
import { explained } from '../../locations/location-refusals.js';
import { toldOf } from '../../locations/location-told.js';
import { LocationTree } from '../../locations/location-tree.js';
import type { Location } from '../../persistence/locations/location.entity.js';
import { locationView } from '../../persistence/locations/location-view.js';
import { LocationRepository } from '../../persistence/locations/location.repository.js';

@Answers(ChangeLocation)
export class ChangeLocationHandler implements RequestHandler<ChangeLocation> {
  constructor(
    private readonly locations: LocationRepository,
    private readonly tree: LocationTree,
  ) {}

  async execute({ request, tx }: Call<ChangeLocation>): Promise<Answer<ChangeLocation>> {
    const { locationId, expectedVersion, parentId } = request;
    const row = await this.locations.lockFor(locationId, tx);
    if (!row) throw Refusal.notFound('location', locationId);
    if (expectedVersion !== undefined && expectedVersion !== row.version) {
      throw Refusal.stale('location', row.version);
    }
    const moves = parentId !== undefined && parentId !== row.parentId;
    const stand = moves
      ? await this.tree.standBelow(row.id, parentId, await this.locations.height(row, tx), tx)
      : {};
    const next = {
      ...columnsOf(mergedInto(row, request)),
      ...stand,
      version: row.version + 1,
      updatedAt: new Date(),
    };
    try {
      const saved = await this.locations.save(row, next, tx);
      if (moves) await this.locations.moveBranch(row, saved, tx);
      const reply = locationView(saved);
      return { reply, events: [toldOf(LocationChanged, reply)] };
    } catch (error) {
      throw explained(error);
    }
  }
}

/** A patch whose objects are those of the row, patched; these keep their limits too. */
function mergedInto(row: Location, patch: ChangeLocation): ChangeLocation {
  const { locationId, names, metadata } = patch;
  const merged = {
    locationId,
    ...(names !== undefined && { names: mergePatch(row.names, names) }),
    ...(metadata !== undefined && { metadata: mergePatch(row.metadata, metadata) }),
  };
  return Object.assign({}, patch, readAs(ChangeLocation, merged, 'patch', 'refuse'));
}

function columnsOf({
  code,
  kind,
  name,
  names,
  position,
  metadata,
}: ChangeLocation): Partial<Location> {
  return {
    ...(code !== undefined && { code }),
    ...(kind !== undefined && { kind }),
    ...(name !== undefined && { name }),
    // Merged, it has no null any more.
    ...(names !== undefined && { names: names as Record<string, string> | null }),
    ...(metadata !== undefined && { metadata }),
    ...(position !== undefined && {
      latitude: position?.latitude ?? null,
      longitude: position?.longitude ?? null,
    }),
  };
}
