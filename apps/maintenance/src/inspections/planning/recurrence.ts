import { faultOfRule, nextDates } from '../../plans/domain/calendar-dates.js';
import { instantOf, isLocalTime, isTimeZone, localTime } from '../../plans/domain/local-time.js';
import type { Occurrence } from '../../domain/inspections/plan-occurrences.js';

/** A recurrence as a round states it. */
export interface Recurrence {
  readonly rrule: string;
  /** First day and time, by the wall clock. */
  readonly startsAt: string;
  readonly timeZone: string;
}

const FOREVER = '9999-12-31T23:59';

/** Where on the wall clock of a zone an instant is, to the minute. */
export const wallOf = (instant: Date, timeZone: string): string =>
  localTime(instant.getTime(), timeZone);

/** The next occurrences after a wall time and up to another, at most `limit`. */
export function occurrences(
  { rrule, startsAt, timeZone }: Recurrence,
  { after, upTo = FOREVER }: { after: string; upTo?: string },
  limit: number,
): Occurrence[] {
  const found: Occurrence[] = [];
  let last = after;
  while (found.length < limit) {
    const [wall] = nextDates(rrule, startsAt, last, 1);
    if (wall === undefined || wall > upTo) break;
    found.push({ wall, at: new Date(instantOf(wall, timeZone)) });
    last = wall;
  }
  return found;
}

/** What makes no sense in a recurrence, by its field; undefined when it does. */
export function faultOfRecurrence({
  rrule,
  startsAt,
  timeZone,
}: Recurrence): { readonly field: keyof Recurrence; readonly message: string } | undefined {
  const fault = (field: keyof Recurrence, message: string) => ({ field, message });
  if (!isTimeZone(timeZone)) return fault('timeZone', 'timeZone is no time zone that is known');
  if (!isLocalTime(startsAt)) {
    return fault('startsAt', 'startsAt is no day and time of the calendar');
  }
  const rule = faultOfRule(rrule, startsAt);
  return rule === null ? undefined : fault('rrule', `rrule ${rule}`);
}
