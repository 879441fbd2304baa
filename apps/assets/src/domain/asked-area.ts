import { readBox, readPoint, type Box, type Point } from './geography.js';

const USUAL_RADIUS_METRES = 1000;

/** Where things are looked for. */
export interface Area {
  readonly box?: Box;
  readonly near?: Point;
  readonly radiusMetres: number;
}

/** Which field of a question about an area cannot be understood, and why. */
export interface AreaFault {
  readonly field: string;
  readonly message: string;
}

/** Reads where things are to be looked for. */
export function readArea(asked: { bbox?: string; near?: string; radius?: number }): {
  readonly area: Area;
  readonly faults: readonly AreaFault[];
} {
  const box = asked.bbox === undefined ? undefined : readBox(asked.bbox);
  const near = asked.near === undefined ? undefined : readPoint(asked.near);
  const faults = [
    ...(asked.bbox !== undefined && !box
      ? [{ field: 'bbox', message: 'bbox must be west,south,east,north in degrees' }]
      : []),
    ...(asked.near !== undefined && !near
      ? [{ field: 'near', message: 'near must be latitude,longitude in degrees' }]
      : []),
    ...(asked.radius !== undefined && asked.near === undefined
      ? [{ field: 'radius', message: 'radius goes with near' }]
      : []),
  ];
  const area = { radiusMetres: asked.radius ?? USUAL_RADIUS_METRES };
  return { area: { ...area, ...(box && { box }), ...(near && { near }) }, faults };
}
