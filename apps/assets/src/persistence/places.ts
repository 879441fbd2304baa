import { boxAround, type Box, type Point } from '../domain/geography.js';

const EARTH_METRES = 6_371_008.8;

/** Collects the parameters of a statement; answers how its text names each. */
export class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    return `$${this.values.push(value)}`;
  }
}

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
export function metresFrom({ latitude, longitude }: Point, parameters: Parameters): string {
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

/** A part of text as a pattern of LIKE over lower case. */
export function partOf(text: string): string {
  return `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}
