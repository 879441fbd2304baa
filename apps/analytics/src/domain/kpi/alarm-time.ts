import type { Definition } from './definition.js';
import { count, hours } from './quantity.js';

const shared = { version: 1, standard: 'ISA-18.2, EEMUA 191', empty: '' } as const;

const stale: Definition = {
  ...shared,
  id: 'alarm_stale',
  name: 'Stale alarms',
  formula: 'alarms whose condition has held for more than 24 h at the end of the window',
  unit: '1',
  places: 0,
  parts: ({ sums }) => ({
    numerator: count('stale at the end', sums.staleAtEnd),
    counts: [
      count('standing at the end', sums.standingAtEnd),
      hours('time that alarms stood', sums.standingMs),
    ],
  }),
};

const shelved: Definition = {
  ...shared,
  id: 'alarm_shelved_time',
  name: 'Time that alarms were shelved',
  formula: 'time in which alarms were shelved, added up over alarms',
  unit: 'h',
  places: 6,
  parts: ({ sums }) => ({
    numerator: hours('shelved', sums.shelvedMs),
    counts: [count('shelved at the end', sums.shelvedAtEnd)],
  }),
};

const suppressed: Definition = {
  ...shared,
  id: 'alarm_suppressed_time',
  name: 'Time that alarms were suppressed',
  formula:
    'time in which alarms were suppressed by design or out of service, for whatever reasons, added ' +
    'up over alarms',
  unit: 'h',
  places: 6,
  parts: ({ sums }) => ({
    numerator: hours('suppressed', sums.suppressedMs),
    counts: [count('suppressed at the end', sums.suppressedAtEnd)],
  }),
};

export const alarmTime = [stale, shelved, suppressed];
