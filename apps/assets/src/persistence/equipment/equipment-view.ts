import type { EquipmentView } from '@libs/contracts';
import type { Equipment } from './equipment.entity.js';

const KEPT_TO_OURSELVES = ['tenantId', 'searchText', 'latitude', 'longitude'].concat([
  'heardConnectivity',
  'caseHealth',
  'operatingWhenUp',
]);
const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** The registry's own words for a row. */
export function equipmentView(row: Equipment): EquipmentView {
  const { latitude, longitude } = row;
  const told = Object.entries(row)
    .filter(([, value]) => value !== null && !isEmpty(value))
    .filter(([name]) => !KEPT_TO_OURSELVES.includes(name))
    .map(([name, value]): [string, unknown] => [
      name,
      value instanceof Date ? value.toISOString() : value,
    ]);
  const position = latitude === null || longitude === null ? [] : [{ latitude, longitude }];
  const placed = position.map((point): [string, unknown] => ['position', point]);
  return Object.fromEntries([...told, ...placed]) as unknown as EquipmentView;
}
