import type { Parameters, SortOrder } from '@libs/database';
import { boxAround, type Box, type Point } from '../domain/geography.js';

const EARTH_METRES = 6_371_008.8;

/** The condition that columns latitude and longitude lie in a box. */
export function inBox(box: Box, parameters: Parameters): string {
  const west = parameters.add(box.west);
  const east = parameters.add(box.east);
  const between =
    box.west <= box.east
      ? `longitude BETWEEN ${west} AND ${east}`
      : `(longitude >= ${west} OR longitude <= ${east})`;
  const south = parameters.add(box.south);
  return `latitude BETWEEN ${south} AND ${parameters.add(box.north)} AND ${between}`;
}

/** Metres from a point to columns latitude and longitude (haversine). */
function metresFrom({ latitude, longitude }: Point, parameters: Parameters): string {
  const lat = `${parameters.add(latitude)}::float8`;
  const lon = `${parameters.add(longitude)}::float8`;
  return `2 * ${EARTH_METRES} * asin(least(1, sqrt(
    sin(radians(latitude - ${lat}) / 2) ^ 2 +
    cos(radians(${lat})) * cos(radians(latitude)) * sin(radians(longitude - ${lon}) / 2) ^ 2)))`;
}

/** The condition that columns latitude and longitude lie in a circle; its box uses the index. */
export function inCircle(centre: Point, radiusMetres: number, parameters: Parameters): string {
  const box = inBox(boxAround(centre, radiusMetres), parameters);
  return `${box} AND ${metresFrom(centre, parameters)} <= ${parameters.add(radiusMetres)}`;
}

/** What lies nearest to a point first. */
export function nearestFirst(point: Point, parameters: Parameters): SortOrder {
  const distance = { sql: metresFrom(point, parameters), kind: 'real' } as const;
  return { name: 'near', keys: [distance, { sql: 'id', kind: 'uuid' }] };
}

/** A part of text as a pattern of LIKE over lower case. */
export function partOf(text: string): string {
  return `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}
