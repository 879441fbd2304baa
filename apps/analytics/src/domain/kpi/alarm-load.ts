import type { Definition } from './definition.js';
import { count, hours, type Quantity } from './quantity.js';
import { add, largest, type Annunciation, type Tally } from './tally.js';

const TEN_MINUTES = 600_000;
const FLOOD_BEGINS = 10;
const FLOOD_ENDS = 5;
const TOP = 10;
const CHATTER_TIMES = 3;
const CHATTER_MS = 60_000;

const mtta: Definition = {
  id: 'mtta',
  version: 2,
  name: 'Mean time to acknowledgement',
  formula:
    'time from the first announcement to the first acknowledgement / alarms acknowledged; those ' +
    'that were shelved before are left out and counted apart',
  former: [
    {
      version: 1,
      formula:
        'time from the first announcement to the first acknowledgement / alarms acknowledged',
    },
  ],
  unit: 'h',
  standard: 'ISA-18.2',
  places: 6,
  empty: 'No alarm was acknowledged.',
  parts: ({ sums }) => ({
    numerator: hours('time to acknowledgement', sums.acknowledgeMs),
    denominator: count('alarms acknowledged', sums.acknowledged),
    counts: [count('alarms shelved', sums.shelved)],
  }),
};

const rate: Definition = {
  id: 'alarm_rate',
  version: 1,
  name: 'Alarm rate',
  formula: 'alarms announced / (length of the window / 10 min)',
  unit: '1/10min',
  standard: 'ISA-18.2, EEMUA 191',
  places: 6,
  empty: 'The window is empty.',
  parts: ({ annunciations, sums }) => ({
    numerator: count('alarms announced', BigInt(annunciations.length)),
    denominator: tenMinutes(sums.windowMs),
  }),
};

const flood: Definition = {
  id: 'alarm_flood_share',
  version: 1,
  name: 'Share of time in alarm flood',
  formula:
    'intervals of 10 min in flood / intervals begun; a flood begins with 10 alarms in an interval ' +
    'and ends with one of fewer than 5; intervals are counted from the start of the window',
  unit: '1',
  standard: 'ISA-18.2, EEMUA 191',
  places: 6,
  empty: 'The window is empty.',
  parts: (tally) => ({
    numerator: count('intervals in flood', floodIntervals(tally)),
    denominator: count('intervals', intervalsIn(tally)),
  }),
};

const topShare: Definition = {
  id: 'alarm_top10_share',
  version: 1,
  name: 'Share of the ten most frequent alarms',
  formula: 'alarms announced by the ten most frequent sources / alarms announced',
  unit: '1',
  standard: 'ISA-18.2, EEMUA 191',
  places: 6,
  empty: 'No alarm was announced.',
  parts: ({ annunciations }) => {
    const top = mostFrequent(annunciations);
    const announced = top.reduce((sum, { raw }) => sum + raw, 0n);
    return {
      numerator: count('by the ten most frequent', announced),
      denominator: count('alarms announced', BigInt(annunciations.length)),
      breakdown: top,
    };
  },
};

const chattering: Definition = {
  id: 'alarm_chattering',
  version: 1,
  name: 'Chattering alarms',
  formula: 'sources that were announced three times or more within a minute',
  unit: '1',
  standard: 'ISA-18.2, EEMUA 191',
  places: 0,
  empty: '',
  parts: ({ annunciations }) => {
    const often = chatterersAmong(annunciations);
    return {
      numerator: count('sources that chatter', BigInt(often.size)),
      counts: [count('alarms announced', BigInt(annunciations.length))],
      breakdown: largest(often, TOP).map(([source, alarms]) => count(source, alarms)),
    };
  },
};

const tenMinutes = (ms: bigint): Quantity => ({
  ...{ name: 'times 10 min', unit: '1', raw: ms },
  ...{ per: BigInt(TEN_MINUTES), places: 6 },
});

const intervalsIn = ({ sums }: Tally): bigint =>
  (sums.windowMs + BigInt(TEN_MINUTES) - 1n) / BigInt(TEN_MINUTES);

function floodIntervals({ annunciations }: Tally): bigint {
  const perInterval = new Map<number, number>();
  for (const { sinceMs } of annunciations) {
    const interval = Math.floor(sinceMs / TEN_MINUTES);
    perInterval.set(interval, (perInterval.get(interval) ?? 0) + 1);
  }
  let inFlood = 0n;
  let lastFlooded = -1;
  for (const [interval, alarms] of [...perInterval].sort(([a], [b]) => a - b)) {
    const goesOn = inFlood > 0n && lastFlooded === interval - 1;
    if (alarms < (goesOn ? FLOOD_ENDS : FLOOD_BEGINS)) continue;
    inFlood += 1n;
    lastFlooded = interval;
  }
  return inFlood;
}

function mostFrequent(annunciations: readonly Annunciation[]): Quantity[] {
  const perSource = new Map<string, bigint>();
  for (const { source } of annunciations) add(perSource, source, 1n);
  return largest(perSource, TOP).map(([source, alarms]) => count(source, alarms));
}

/** How often each source was announced that ever chattered. */
function chatterersAmong(annunciations: readonly Annunciation[]): Map<string, bigint> {
  const perSource = new Map<string, number[]>();
  for (const { source, sinceMs } of annunciations) {
    const times = perSource.get(source);
    if (times) times.push(sinceMs);
    else perSource.set(source, [sinceMs]);
  }
  const often = new Map<string, bigint>();
  for (const [source, times] of perSource) {
    const inOrder = times.sort((a, b) => a - b);
    const chatters = inOrder.some(
      (at, index) => (inOrder[index + CHATTER_TIMES - 1] ?? Infinity) - at < CHATTER_MS,
    );
    if (chatters) often.set(source, BigInt(times.length));
  }
  return often;
}

export const alarmLoad = [mtta, rate, flood, topShare, chattering];
