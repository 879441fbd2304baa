import { isDeepStrictEqual } from 'node:util';
import { ChangeLocation } from '@libs/contracts';
import { readAs } from '@libs/messaging';
import { mergePatch } from '../domain/merge-patch.js';
import type { Location } from '../persistence/locations/location.entity.js';

/** What a patch changes of a row; what it says again is left out. */
export function locationChanges(row: Location, patch: ChangeLocation): Partial<Location> {
  const columns = Object.entries(columnsOf(mergedInto(row, patch)));
  return Object.fromEntries(
    columns.filter(([name, value]) => !isDeepStrictEqual(row[name as keyof Location], value)),
  );
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

function columnsOf(patch: ChangeLocation): Partial<Location> {
  const { code, kind, name, names, parentId, position, metadata } = patch;
  return {
    ...(code !== undefined && { code }),
    ...(kind !== undefined && { kind }),
    ...(name !== undefined && { name }),
    // Merged, it has no null any more.
    ...(names !== undefined && { names: names as Record<string, string> | null }),
    ...(parentId !== undefined && { parentId }),
    ...(metadata !== undefined && { metadata }),
    ...(position !== undefined && {
      latitude: position?.latitude ?? null,
      longitude: position?.longitude ?? null,
    }),
  };
}
