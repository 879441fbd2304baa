import { equipmentClassOf, type EquipmentPatch } from '@libs/contracts';
import type { Equipment } from './equipment.entity.js';

/** Everything that can be taken away from equipment, taken away. */
export const BARE = {
  names: null,
  description: null,
  descriptions: null,
  level: null,
  manufacturer: null,
  model: null,
  serialNumber: null,
  assetNumber: null,
  externalIds: null,
  year: null,
  purchasedOn: null,
  purchasePrice: null,
  purchaseCurrency: null,
  specifications: null,
  metadata: null,
  installedAt: null,
  parentId: null,
  locationId: null,
  position: null,
  lastMaintenanceAt: null,
  nextMaintenanceAt: null,
  nextMaintenanceHours: null,
  declaredEfficiency: null,
} as const satisfies EquipmentPatch;

const INSTANTS = ['installedAt', 'lastMaintenanceAt', 'nextMaintenanceAt'] as const;
const AS_GIVEN = [
  'code',
  'name',
  'names',
  'description',
  'descriptions',
  'level',
  'criticality',
  'manufacturer',
  'model',
  'serialNumber',
  'assetNumber',
  'externalIds',
  'year',
  'purchasedOn',
  'purchasePrice',
  'purchaseCurrency',
  'specifications',
  'metadata',
  'parentId',
  'locationId',
  'nextMaintenanceHours',
  'declaredEfficiency',
] as const;

function pick(patch: EquipmentPatch, names: readonly (keyof EquipmentPatch)[]) {
  return names.flatMap((name) => (patch[name] === undefined ? [] : [[name, patch[name]] as const]));
}

function instantsOf(patch: EquipmentPatch): Partial<Equipment> {
  const entries = INSTANTS.flatMap((name) => {
    const at = patch[name];
    return at === undefined ? [] : [[name, at === null ? null : new Date(at)] as const];
  });
  return Object.fromEntries(entries);
}

/** What a patch says, as columns; a position and a declared figure are of `now`. */
export function columnsOf(patch: EquipmentPatch, now: Date): Partial<Equipment> {
  const { position, declaredEfficiency } = patch;
  return {
    ...(Object.fromEntries(pick(patch, AS_GIVEN)) as Partial<Equipment>),
    ...instantsOf(patch),
    ...(patch.class !== undefined && {
      class: equipmentClassOf(patch.class),
      classWord: patch.class,
    }),
    ...(position !== undefined && {
      latitude: position?.latitude ?? null,
      longitude: position?.longitude ?? null,
      positionAt: position ? now : null,
    }),
    ...(declaredEfficiency !== undefined && {
      declaredEfficiencyAt: declaredEfficiency === null ? null : now,
    }),
  };
}
