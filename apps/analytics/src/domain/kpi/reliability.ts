import { HOLD_REASONS } from '@libs/contracts';
import { quotient } from './decimal.js';
import type { Definition } from './definition.js';
import { count, hours, MS_PER_HOUR, type Quantity } from './quantity.js';
import { largest, type Tally } from './tally.js';

/** The machine runs; what an assumption adds is told. */
export const operatingMs = ({ stateMs }: Tally): bigint => stateMs.productive + stateMs.engineering;

/** Time in which the machine was to work or to be kept ready (SEMI E10). */
const scheduledMs = ({ stateMs }: Tally): bigint => upMs(stateMs) + downMs(stateMs);
const upMs = (ms: Tally['stateMs']): bigint => ms.productive + ms.standby + ms.engineering;
const downMs = (ms: Tally['stateMs']): bigint => ms.scheduled_down + ms.unscheduled_down;

export const knownTime = ({ sums, stateMs }: Tally): Quantity[] => [
  hours('assumed time', sums.assumedMs),
  hours('unknown time', stateMs.unknown),
];

/** One-sided bound at 95 % of a mean with no event in `ms`: ms / −ln 0.05. */
const boundWithoutFailure = (ms: bigint): string =>
  quotient(ms * 1_000_000n, 2_995_732n * MS_PER_HOUR, 6);

const NO_FAILURE = 'There was no failure.';
const NO_RECORD = 'No failure was recorded.';

const standstills = ({ sums }: Tally): Quantity => count('unplanned standstills', sums.failures);

/** Where there was not even a standstill nothing can have failed: a bound is known. */
const boundOf = (tally: Tally): string | undefined =>
  tally.sums.failures === 0n && operatingMs(tally) > 0n
    ? boundWithoutFailure(operatingMs(tally))
    : undefined;

const withoutFailure = ({ sums }: Tally): string | undefined =>
  sums.recordedFailures > 0n ? undefined : sums.failures === 0n ? NO_FAILURE : NO_RECORD;

const mtbf: Definition = {
  id: 'mtbf',
  version: 2,
  name: 'Mean time between failures',
  formula:
    'operating time / failures; operating = productive + engineering; a failure is an unplanned ' +
    'standstill with a failure record; without one: no value, and where there was no standstill ' +
    'at all operating time / 2.995732 as lower bound',
  former: [
    {
      version: 1,
      formula:
        'operating time / failures; operating = productive + engineering; a failure is the start ' +
        'of an unplanned standstill; now mtbf_all_stops',
    },
  ],
  unit: 'h',
  standard: 'EN 15341, ISO 14224',
  places: 6,
  empty: NO_RECORD,
  parts: (tally) => ({
    numerator: hours('operating time', operatingMs(tally)),
    denominator: count('failures recorded', tally.sums.recordedFailures),
    counts: [...knownTime(tally), standstills(tally)],
    missing: withoutFailure(tally),
    lowerBound: boundOf(tally),
  }),
};

/** Whether or not anybody recorded what failed. */
const mtbfAllStops: Definition = {
  id: 'mtbf_all_stops',
  version: 1,
  name: 'Mean time between unplanned standstills',
  formula:
    'operating time / unplanned standstills begun; without one: no value, and operating time / ' +
    '2.995732 as lower bound',
  unit: 'h',
  standard: 'EN 15341',
  places: 6,
  empty: 'There was no unplanned standstill.',
  parts: (tally) => ({
    numerator: hours('operating time', operatingMs(tally)),
    denominator: standstills(tally),
    counts: [
      ...knownTime(tally),
      count('of them with a failure record', tally.sums.recordedFailures),
    ],
    lowerBound: boundOf(tally),
  }),
};

const mtbfIso22400: Definition = {
  ...mtbf,
  id: 'mtbf_iso22400',
  name: 'Mean operating time between failures, ISO 22400',
  formula: 'operating time / (failures + 1); a failure is what it is for mtbf',
  former: [{ version: 1, formula: 'operating time / (unplanned standstills begun + 1)' }],
  standard: 'ISO 22400-2',
  empty: '',
  parts: (tally) => ({
    numerator: hours('operating time', operatingMs(tally)),
    denominator: count('failures + 1', tally.sums.recordedFailures + 1n),
    counts: [...knownTime(tally), standstills(tally)],
  }),
};

const mttr: Definition = {
  id: 'mttr',
  version: 2,
  name: 'Mean active repair time',
  formula:
    'active time of corrective work / corrective work completed; holds are left out; work that ' +
    'was sent back or reopened counts once, with all its time, when it is completed for good',
  former: [
    {
      version: 1,
      formula: 'active time of corrective work / corrective work completed; holds are left out',
    },
  ],
  unit: 'h',
  standard: 'EN 15341, ISO 14224 (MART)',
  places: 6,
  empty: 'No corrective work was completed.',
  parts: ({ sums, waitingByReason }) => ({
    numerator: hours('active repair time', sums.repairMs),
    denominator: count('repairs completed', sums.repairs),
    counts: [
      hours(
        'on hold',
        [...waitingByReason.values()].reduce((sum, ms) => sum + ms, 0n),
      ),
    ],
    breakdown: largest(waitingByReason, HOLD_REASONS.length).map(([reason, ms]) =>
      hours(`on hold for ${reason}`, ms),
    ),
  }),
};

const mttrestore: Definition = {
  id: 'mttrestore',
  version: 1,
  name: 'Mean time to restoration',
  formula:
    'time from the start of an unplanned standstill to restoration / standstills restored, whether ' +
    'or not a failure was recorded; waiting is included',
  unit: 'h',
  standard: 'EN 13306, IEC 60050-192',
  places: 6,
  empty: 'Nothing was restored.',
  parts: ({ sums }) => ({
    numerator: hours('time to restoration', sums.restoreMs),
    denominator: count('standstills restored', sums.restored),
    counts: [count('still down', sums.stillDown)],
  }),
};

const operational: Definition = {
  id: 'availability',
  version: 1,
  name: 'Operational availability',
  formula:
    'up time / scheduled time; up = productive + standby + engineering; scheduled = up + down',
  unit: '1',
  standard: 'SEMI E10',
  places: 6,
  empty: 'No time was scheduled.',
  parts: (tally) => ({
    numerator: hours('up time', upMs(tally.stateMs)),
    denominator: hours('scheduled time', scheduledMs(tally)),
    counts: [hours('non-scheduled time', tally.stateMs.non_scheduled), ...knownTime(tally)],
  }),
};

const inherent: Definition = {
  id: 'availability_inherent',
  version: 3,
  name: 'Inherent availability',
  formula: 'MTBF / (MTBF + MTTR), each as it is defined now',
  former: [
    { version: 2, formula: 'MTBF / (MTBF + MTTR), of versions 1 and 2' },
    { version: 1, formula: 'MTBF / (MTBF + MTTR), of version 1' },
  ],
  unit: '1',
  standard: 'EN 13306',
  places: 6,
  empty: 'The machine did not run.',
  parts: (tally) => {
    const { recordedFailures: failures, repairs, repairMs } = tally.sums;
    // Both means brought to the same denominator, failures times repairs.
    const between = operatingMs(tally) * repairs;
    return {
      numerator: hours('operating time x repairs', between),
      denominator: hours('... + repair time x failures', between + repairMs * failures),
      counts: [count('failures recorded', failures), count('repairs completed', repairs)],
      missing: withoutFailure(tally) ?? (repairs === 0n ? mttr.empty : undefined),
    };
  },
};

export const reliability = [
  ...[mtbf, mtbfAllStops, mtbfIso22400],
  ...[mttr, mttrestore, operational, inherent],
];
