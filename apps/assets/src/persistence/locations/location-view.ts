import type { LocationView } from '@libs/contracts';
import type { Location } from './location.entity.js';

const KEPT_TO_OURSELVES = ['tenantId', 'path', 'latitude', 'longitude'];

/** The registry's own words for a row. */
export function locationView(row: Location): LocationView {
  const { latitude, longitude } = row;
  const told = Object.entries(row)
    .filter(([name, value]) => value !== null && !KEPT_TO_OURSELVES.includes(name))
    .map(([name, value]): [string, unknown] => [
      name,
      value instanceof Date ? value.toISOString() : value,
    ]);
  const position = latitude === null || longitude === null ? [] : [{ latitude, longitude }];
  const placed = position.map((point): [string, unknown] => ['position', point]);
  return Object.fromEntries([...told, ...placed]) as unknown as LocationView;
}
