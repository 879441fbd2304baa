import type { KpiAnswer } from '@libs/contracts';
import { alarmLoad } from './alarm-load.js';
import type { Definition } from './definition.js';
import { effectiveness } from './effectiveness.js';
import { energyUse } from './energy-use.js';
import { divided, figure } from './quantity.js';
import { reliability } from './reliability.js';
import type { Tally } from './tally.js';
import { trust } from './trust.js';
import { workAndCost } from './work-and-cost.js';

/** Every key figure, by its id. */
export const definitions: ReadonlyMap<string, Definition> = new Map(
  [...reliability, ...effectiveness, ...workAndCost, ...energyUse, ...alarmLoad, ...trust].map(
    (each) => [each.id, each],
  ),
);

const ASSUMED = 'Part of the time is assumed: nobody has said what the machine did.';

/** A key figure of a tally, with what it was made of. */
export function answer(
  { id, version, unit, places, empty, ...definition }: Definition,
  tally: Tally,
): Omit<KpiAnswer, 'window' | 'subject'> {
  const parts = definition.parts(tally);
  const { numerator, denominator, counts = [], breakdown = [], notes = [] } = parts;
  const missing =
    tally.sums.windowMs === 0n
      ? 'The window is empty.'
      : (parts.missing ?? (denominator?.raw === 0n ? empty : undefined));
  const one = { ...numerator, raw: 1n, per: 1n };
  return {
    kpi: id,
    version,
    value: missing === undefined ? divided(numerator, denominator ?? one, places) : null,
    unit,
    numerator: figure(numerator),
    denominator: denominator ? figure(denominator) : null,
    counts: counts.map(figure),
    breakdown: breakdown.map(figure),
    lowerBound: parts.lowerBound ?? null,
    missing: missing ?? null,
    notes: [...notes, ...(tally.sums.assumedMs > 0n ? [ASSUMED] : [])],
  };
}
