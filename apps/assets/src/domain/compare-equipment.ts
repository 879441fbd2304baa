import type { HistoryKind } from '@libs/contracts';
import type { Facets } from './equipment-status.js';

/** Where equipment stands. */
export interface Place {
  readonly locationId: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** One thing that went from one word to another. */
export interface Change {
  readonly kind: HistoryKind;
  readonly from?: string;
  readonly to?: string;
}

const FACETS = ['lifecycle', 'operating', 'connectivity', 'health', 'work'] as const;

function change(kind: HistoryKind, from: string | null, to: string | null): Change[] {
  if (from === to) return [];
  return [{ kind, ...(from !== null && { from }), ...(to !== null && { to }) }];
}

/** Which facets differ. */
export function facetChanges(before: Facets, after: Facets): Change[] {
  return FACETS.flatMap((facet) => change(facet, before[facet], after[facet]));
}

function pointOf({ latitude, longitude }: Place): string | null {
  return latitude === null || longitude === null ? null : `${latitude},${longitude}`;
}

/** In what its place differs. */
export function placeChanges(before: Place, after: Place): Change[] {
  return [
    ...change('place', before.locationId, after.locationId),
    ...change('position', pointOf(before), pointOf(after)),
  ];
}
