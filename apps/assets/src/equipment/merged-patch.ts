import { EquipmentPatch } from '@libs/contracts';
import { readAs } from '@libs/messaging';
import { mergePatch } from '../domain/merge-patch.js';
import type { Equipment } from '../persistence/equipment/equipment.entity.js';

const OBJECTS = ['names', 'descriptions', 'externalIds', 'specifications', 'metadata'] as const;

/** A patch whose objects are those of the row, patched; these keep their limits too. */
export function mergedInto(row: Equipment, patch: EquipmentPatch): EquipmentPatch {
  const merged = OBJECTS.flatMap((name) =>
    patch[name] === undefined ? [] : [[name, mergePatch(row[name], patch[name])] as const],
  );
  const objects = readAs(EquipmentPatch, Object.fromEntries(merged), 'patch', 'refuse');
  return Object.assign({}, patch, objects);
}
