import type { IntervalUnit } from '@libs/contracts';
import { Temporal } from 'temporal-polyfill';

/** `YYYY-MM-DDTHH:mm` on the clocks of a zone; in this form later means greater. */
export type LocalTime = string;

export function isTimeZone(timeZone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
    // An offset never changes to summer time; it is no site's zone.
    return !/^[+-]/.test(timeZone);
  } catch {
    return false;
  }
}

export function isLocalTime(text: string): boolean {
  try {
    return Temporal.PlainDateTime.from(text, { overflow: 'reject' }).toString().startsWith(text);
  } catch {
    return false;
  }
}

/** What the clocks show at an instant. */
export function localTime(at: number, timeZone: string): LocalTime {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  return zoned.toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** Where clocks skip the time: as much later as they skip; where they show it twice: the first. */
export function instantOf(local: LocalTime, timeZone: string): number {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone, {
    disambiguation: 'compatible',
  }).epochMilliseconds;
}

/** An instant so much later by the site's calendar: a day is a day, also of 23 or 25 hours. */
export function addInterval(
  at: number,
  { every, unit }: { every: number; unit: IntervalUnit },
  timeZone: string,
): number {
  const from = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  if (unit === 'hours') return at + Math.round(every * 3_600_000);
  return from.add({ [unit]: Math.round(every) }).epochMilliseconds;
}
