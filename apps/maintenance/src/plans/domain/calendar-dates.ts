import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import type { LocalTime } from './local-time.js';

const PARTS = [
  ...['FREQ', 'INTERVAL', 'COUNT', 'WKST', 'BYDAY', 'BYMONTH', 'BYMONTHDAY', 'BYYEARDAY'],
  ...['BYWEEKNO', 'BYSETPOS', 'BYHOUR', 'BYMINUTE', 'UNTIL'],
];
const MOST_KNOWN = 500;
const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];

/** What is wrong with a rule; null when it can be followed. */
export function faultOfRule(rule: string, startsAt: LocalTime): string | null {
  const parts = rule.split(';').map((part) => part.split('=', 1)[0] ?? '');
  const unknown = parts.find((part) => !PARTS.includes(part));
  if (unknown !== undefined) return `has a part "${unknown}" that a plan cannot follow`;
  const frequency = /(?:^|;)FREQ=([A-Z]+)/.exec(rule)?.[1] ?? '';
  if (!FREQUENCIES.includes(frequency)) return `must have FREQ ${FREQUENCIES.join(', ')}`;
  if (/UNTIL=\d{8}T\d{6}Z/.test(rule)) return 'has UNTIL in UTC: it is local time, as startsAt is';
  try {
    return nextDates(rule, startsAt, '', 1).length > 0 ? null : 'never comes';
  } catch (error) {
    if (!(error instanceof Error)) return 'is no recurrence rule';
    return error.message.startsWith('Maximum iterations') ? 'never comes' : error.message;
  }
}

const asUtc = (local: LocalTime): Temporal.ZonedDateTime =>
  Temporal.PlainDateTime.from(local).toZonedDateTime('UTC');

/**
 * The next local times of a rule after another. They are counted on clocks that never change, so
 * that no day is without its time and none has it twice; where it lies is the zone's to say.
 */
export function nextDates(
  rule: string,
  startsAt: LocalTime,
  after: LocalTime,
  limit: number,
): LocalTime[] {
  const dtstart = asUtc(startsAt);
  const dates = recurrence(rule, startsAt);
  const found: LocalTime[] = [];
  let from = after === '' ? dtstart.subtract({ minutes: 1 }) : asUtc(after);
  while (found.length < limit) {
    const next = dates.next(from);
    if (!next) break;
    found.push(next.toPlainDateTime().toString({ smallestUnit: 'minute' }));
    from = next;
  }
  return found;
}

/** On clocks that never change local time is UTC; a last day without a time is meant wholly. */
const untilAsUtc = (rule: string): string =>
  rule.replace(/UNTIL=(\d{8})(T\d{6})?(?=;|$)/, (_, day: string, time = 'T235959') => {
    return `UNTIL=${day}${String(time)}Z`;
  });

const known = new Map<string, RRuleTemporal>();

/** Taking a rule apart costs more than asking it; the same rules are asked again and again. */
function recurrence(rule: string, startsAt: LocalTime): RRuleTemporal {
  const name = `${rule} ${startsAt}`;
  const found =
    known.get(name) ??
    new RRuleTemporal({
      rruleString: untilAsUtc(rule),
      dtstart: asUtc(startsAt),
      tzid: 'UTC',
      strict: true,
      cache: false,
      temporal: Temporal,
    });
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(name, found);
  return found;
}
