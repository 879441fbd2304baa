import type { Definition } from './definition.js';
import { count, hours, type Quantity } from './quantity.js';
import { knownTime } from './reliability.js';
import type { Tally } from './tally.js';

const TICKS_PER_MS = 10n;

/** Time in which production was planned (ISO 22400: PBT). */
const busyMs = ({ stateMs }: Tally): bigint =>
  stateMs.productive + stateMs.standby + stateMs.unscheduled_down;

const idealTime = ({ sums }: Tally): Quantity => ({
  ...hours('ideal time of what was produced', sums.idealTicks),
  per: hours('', 0n).per * TICKS_PER_MS,
});

const producedAndGood = ({ sums }: Tally): Quantity[] => [
  count('produced', sums.produced),
  count('good', sums.good),
];

function missingCounts({ sums }: Tally): string | undefined {
  if (sums.produced === 0n) return 'No production was recorded.';
  if (sums.withoutCycle > 0n) return 'Some production has no ideal cycle time.';
  return undefined;
}

/** More than the ideal is a wrong ideal: it is told, never cut off. */
const notesOn = ({ sums, stateMs }: Tally): string[] =>
  sums.idealTicks > stateMs.productive * TICKS_PER_MS
    ? ['The performance is above 1: the ideal cycle time or the states are wrong.']
    : [];

const availability: Definition = {
  id: 'oee_availability',
  version: 1,
  name: 'Availability of production',
  formula: 'productive time / planned busy time; busy = productive + standby + unscheduled down',
  unit: '1',
  standard: 'ISO 22400-2 (APT / PBT)',
  places: 6,
  empty: 'No production time was planned.',
  parts: (tally) => ({
    numerator: hours('productive time', tally.stateMs.productive),
    denominator: hours('planned busy time', busyMs(tally)),
    counts: knownTime(tally),
  }),
};

const performance: Definition = {
  id: 'performance',
  version: 1,
  name: 'Performance (effectiveness)',
  formula: 'ideal cycle time x produced / productive time',
  unit: '1',
  standard: 'ISO 22400-2 (PRI x PQ / APT)',
  places: 6,
  empty: 'There was no productive time.',
  parts: (tally) => ({
    numerator: idealTime(tally),
    denominator: hours('productive time', tally.stateMs.productive),
    counts: producedAndGood(tally),
    missing: missingCounts(tally),
    notes: notesOn(tally),
  }),
};

const quality: Definition = {
  id: 'quality',
  version: 1,
  name: 'Quality ratio',
  formula: 'good / produced',
  unit: '1',
  standard: 'ISO 22400-2 (GQ / PQ)',
  places: 6,
  empty: 'No production was recorded.',
  parts: ({ sums }) => ({
    numerator: count('good', sums.good),
    denominator: count('produced', sums.produced),
  }),
};

/** Availability x performance x quality; the productive time stands above and below. */
const oee: Definition = {
  id: 'oee',
  version: 1,
  name: 'Overall equipment effectiveness',
  formula:
    'availability x performance x quality = ideal time x good / (planned busy time x produced)',
  unit: '1',
  standard: 'ISO 22400-2',
  places: 6,
  empty: 'No production time was planned.',
  parts: (tally) => ({
    numerator: scaledBy(idealTime(tally), tally.sums.good, 'x good'),
    denominator: scaledBy(
      hours('planned busy time', busyMs(tally)),
      tally.sums.produced,
      'x produced',
    ),
    counts: [
      hours('productive time', tally.stateMs.productive),
      ...producedAndGood(tally),
      ...knownTime(tally),
    ],
    missing:
      busyMs(tally) === 0n
        ? undefined
        : (missingCounts(tally) ??
          (tally.stateMs.productive === 0n ? performance.empty : undefined)),
    notes: notesOn(tally),
  }),
};

const teep: Definition = {
  ...oee,
  id: 'teep',
  name: 'Total effective equipment performance',
  formula: 'OEE x planned busy time / all time',
  standard: 'ISO 22400-2, SEMI E10',
  empty: 'The window is empty.',
  parts: (tally) => ({
    ...oee.parts(tally),
    denominator: scaledBy(hours('all time', allMs(tally)), tally.sums.produced, 'x produced'),
    missing: busyMs(tally) === 0n ? oee.empty : oee.parts(tally).missing,
  }),
};

const utilisation: Definition = {
  ...availability,
  id: 'utilisation',
  name: 'Total utilisation',
  formula: 'productive time / all time that is known',
  standard: 'SEMI E10',
  empty: 'Nothing is known of this time.',
  parts: (tally) => ({
    numerator: hours('productive time', tally.stateMs.productive),
    denominator: hours('known time', allMs(tally) - tally.stateMs.unknown),
    counts: knownTime(tally),
  }),
};

const allMs = ({ stateMs }: Tally): bigint => Object.values(stateMs).reduce((sum, ms) => sum + ms);

const scaledBy = (quantity: Quantity, factor: bigint, words: string): Quantity => ({
  ...quantity,
  name: `${quantity.name} ${words}`,
  raw: quantity.raw * factor,
});

export const effectiveness = [oee, availability, performance, quality, teep, utilisation];
