import type { KpiPeriod } from '@libs/contracts';

/** A stretch of time, `to` excluded, by the name a person would give it. */
export interface Window {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAY_MS = 86_400_000;
const clocks = new Map<string, Intl.DateTimeFormat>();

/** Whether a time zone of this name is known. */
export function isTimeZone(timeZone: string): boolean {
  try {
    return clockOf(timeZone) !== undefined;
  } catch {
    return false;
  }
}

/** The calendar periods of a time zone that touch a stretch of time, whole; at most `limit`. */
export function calendarPeriods(
  period: KpiPeriod,
  stretch: { readonly from: number; readonly to: number },
  timeZone: string,
  limit: number,
): Window[] {
  const windows: Window[] = [];
  let first = firstDay(period, dayOf(stretch.from, timeZone));
  let from = startOf(first, timeZone);
  while (from < stretch.to && windows.length < limit) {
    const next = nextFirst(period, first);
    const to = startOf(next, timeZone);
    windows.push({ name: nameOf(period, first), from, to });
    first = next;
    from = to;
  }
  return windows;
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  clocks.set(timeZone, clock);
  return clock;
}

/** What a wall clock of the zone shows, as if it were UTC. */
function wallClock(instant: number, timeZone: string): number {
  const parts = clockOf(timeZone).formatToParts(instant);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value);
  const time = [part('hour'), part('minute'), part('second')] as const;
  return Date.UTC(part('year'), part('month') - 1, part('day'), ...time);
}

function dayOf(instant: number, timeZone: string): Day {
  return asDay(wallClock(instant, timeZone));
}

const asDay = (utc: number): Day => {
  const date = new Date(utc);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
};
const asUtc = ({ year, month, day }: Day): number => Date.UTC(year, month - 1, day);

/** The first instant of a day: midnight, or the jump over it where clocks are put forward then. */
function startOf(day: Day, timeZone: string): number {
  const wall = asUtc(day);
  const offsets = [wall - DAY_MS, wall + DAY_MS].map((near) => wallClock(near, timeZone) - near);
  const midnights = offsets.map((offset) => wall - offset);
  const shown = midnights.filter((instant) => wallClock(instant, timeZone) === wall);
  return Math.min(...(shown.length > 0 ? shown : midnights.slice(0, 1)));
}

function firstDay(period: KpiPeriod, { year, month, day }: Day): Day {
  switch (period) {
    case 'day':
      return { year, month, day };
    case 'week': {
      const sinceMonday = (new Date(asUtc({ year, month, day })).getUTCDay() + 6) % 7;
      return asDay(asUtc({ year, month, day: day - sinceMonday }));
    }
    case 'month':
      return { year, month, day: 1 };
    case 'quarter':
      return { year, month: month - ((month - 1) % 3), day: 1 };
    case 'year':
      return { year, month: 1, day: 1 };
  }
}

function nextFirst(period: KpiPeriod, { year, month, day }: Day): Day {
  switch (period) {
    case 'day':
      return asDay(asUtc({ year, month, day: day + 1 }));
    case 'week':
      return asDay(asUtc({ year, month, day: day + 7 }));
    case 'month':
      return asDay(asUtc({ year, month: month + 1, day: 1 }));
    case 'quarter':
      return asDay(asUtc({ year, month: month + 3, day: 1 }));
    case 'year':
      return { year: year + 1, month: 1, day: 1 };
  }
}

function nameOf(period: KpiPeriod, { year, month, day }: Day): string {
  const two = (figure: number): string => String(figure).padStart(2, '0');
  switch (period) {
    case 'day':
    case 'week':
      return `${year}-${two(month)}-${two(day)}`;
    case 'month':
      return `${year}-${two(month)}`;
    case 'quarter':
      return `${year}-Q${(month + 2) / 3}`;
    case 'year':
      return String(year);
  }
}
