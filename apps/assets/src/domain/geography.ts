const EARTH_METRES = 6_371_008.8;
const METRES_PER_DEGREE = (Math.PI / 180) * EARTH_METRES;

/** A point on the globe, WGS 84. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** A box between meridians and parallels; it may lie across the date line, west above east. */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

const DECIMAL = /^-?\d{1,3}(\.\d{1,15})?$/;

function numbersOf(text: string, count: number): number[] | undefined {
  const parts = text.split(',').map((part) => part.trim());
  return parts.length === count && parts.every((part) => DECIMAL.test(part))
    ? parts.map(Number)
    : undefined;
}

const isLatitude = (value: number): boolean => Math.abs(value) <= 90;
const isLongitude = (value: number): boolean => Math.abs(value) <= 180;

/** Reads `west,south,east,north`; undefined when that is no box. */
export function readBox(text: string): Box | undefined {
  const [west = NaN, south = NaN, east = NaN, north = NaN] = numbersOf(text, 4) ?? [];
  const isBox = [west, east].every(isLongitude) && [south, north].every(isLatitude);
  return isBox && south <= north ? { west, south, east, north } : undefined;
}

/** Reads `latitude,longitude`; undefined when that is no point. */
export function readPoint(text: string): Point | undefined {
  const [latitude = NaN, longitude = NaN] = numbersOf(text, 2) ?? [];
  return isLatitude(latitude) && isLongitude(longitude) ? { latitude, longitude } : undefined;
}

/** The smallest box around a circle; all meridians where the circle reaches a pole. */
export function boxAround({ latitude, longitude }: Point, radiusMetres: number): Box {
  const degrees = radiusMetres / METRES_PER_DEGREE;
  const south = latitude - degrees;
  const north = latitude + degrees;
  if (south <= -90 || north >= 90) {
    return { west: -180, south: Math.max(south, -90), east: 180, north: Math.min(north, 90) };
  }
  const radians = (angle: number): number => (angle * Math.PI) / 180;
  const ratio = Math.sin(radians(degrees)) / Math.cos(radians(latitude));
  const reach = (Math.asin(Math.min(1, ratio)) * 180) / Math.PI;
  if (reach >= 90) return { west: -180, south, east: 180, north };
  const turned = (angle: number): number => ((((angle + 180) % 360) + 360) % 360) - 180;
  return { west: turned(longitude - reach), south, east: turned(longitude + reach), north };
}
