import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import type { Occurrence } from '../../domain/inspections/plan-occurrences.js';

/** A recurrence as a round states it. */
export interface Recurrence {
  readonly rrule: string;
  /** First day and time, by the wall clock. */
  readonly startsAt: string;
  readonly timeZone: string;
}

const FREQUENCIES = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY'];
const FOREVER = '9999-12-31T23:59';

/**
 * The rule is followed on the wall clock, as if in UTC, where no hour is missing or twice; each
 * wall time is then looked up in the zone. So a daily 02:30 is on a day without 02:30 an hour
 * later, and on a day with two of them at the first: neither lost nor doubled.
 */
function ruleOf({ rrule, startsAt }: Recurrence): RRuleTemporal {
  const dtstart = Temporal.PlainDateTime.from(startsAt).toZonedDateTime('UTC');
  return new RRuleTemporal({ rruleString: rrule, dtstart });
}

/** Where on the wall clock of a zone an instant is, to the minute. */
export const wallOf = (instant: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });

export function instantOf(wall: string, timeZone: string): Date {
  const local = Temporal.PlainDateTime.from(wall).toZonedDateTime(timeZone);
  return new Date(local.epochMilliseconds);
}

/** The next occurrences after a wall time and up to another, at most `limit`. */
export function occurrences(
  recurrence: Recurrence,
  { after, upTo = FOREVER }: { after: string; upTo?: string },
  limit: number,
): Occurrence[] {
  const rule = ruleOf(recurrence);
  const found: Occurrence[] = [];
  let cursor = new Date(`${after}:59.999Z`);
  while (found.length < limit) {
    const next = rule.next(cursor, false);
    if (!next) break;
    cursor = new Date(next.epochMilliseconds);
    const wall = cursor.toISOString().slice(0, 16);
    if (wall > upTo) break;
    found.push({ wall, at: instantOf(wall, recurrence.timeZone) });
  }
  return found;
}

/** What makes no sense in a recurrence, by its field; undefined when it does. */
export function faultOfRecurrence(
  recurrence: Recurrence,
): { readonly field: keyof Recurrence; readonly message: string } | undefined {
  const { rrule, startsAt, timeZone } = recurrence;
  const fault = (field: keyof Recurrence, message: string) => ({ field, message });
  if (!isPossible(() => wallOf(new Date(), timeZone))) {
    return fault('timeZone', 'timeZone is no time zone that is known');
  }
  if (!isPossible(() => Temporal.PlainDateTime.from(startsAt, { overflow: 'reject' }))) {
    return fault('startsAt', 'startsAt is no day and time of the calendar');
  }
  if (!/^(RRULE:)?[A-Z0-9=;,+-]+$/.test(rrule)) {
    return fault('rrule', 'rrule must be one RRULE, like FREQ=WEEKLY;BYDAY=MO');
  }
  const frequency = /FREQ=([A-Z]+)/.exec(rrule)?.[1] ?? '';
  if (!FREQUENCIES.includes(frequency)) {
    return fault('rrule', `rrule needs a FREQ of ${FREQUENCIES.join(', ')}`);
  }
  if (rrule.includes('BYSECOND')) return fault('rrule', 'rrule falls on whole minutes');
  const before = `${Number(startsAt.slice(0, 4)) - 1}${startsAt.slice(4)}`.replace(
    '02-29',
    '02-28',
  );
  if (!isPossible(() => occurrences(recurrence, { after: before }, 1).length > 0)) {
    return fault('rrule', 'rrule cannot be read, or never falls on any day');
  }
  return undefined;
}

/** Whether it works, and does not answer false. */
function isPossible(work: () => unknown): boolean {
  try {
    return work() !== false;
  } catch {
    return false;
  }
}
