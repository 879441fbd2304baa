import { KPI_PERIODS } from '@libs/contracts';
import fc from 'fast-check';
import { calendarPeriods, isTimeZone } from './calendar-periods.js';

const ZONES = ['UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Asia/Kolkata', 'Pacific/Apia'].concat([
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Asia/Beirut',
]);
const at = (instant: string): number => Date.parse(instant);
const iso = (instant: number): string => new Date(instant).toISOString();

describe('calendar periods', () => {
  it('are cut where the wall clock of the zone turns to midnight', () => {
    const stretch = { from: at('2026-02-14T00:00:00Z'), to: at('2026-05-01T00:00:00Z') };
    const quarters = calendarPeriods('quarter', stretch, 'America/St_Johns', 10);
    expect(quarters.map(({ name, from }) => [name, iso(from)])).toEqual([
      ['2026-Q1', '2026-01-01T03:30:00.000Z'],
      ['2026-Q2', '2026-04-01T02:30:00.000Z'],
    ]);
  });

  it('begin a day at one where the clocks jump over midnight', () => {
    const day = { from: at('2018-11-04T12:00:00Z'), to: at('2018-11-04T13:00:00Z') };
    const [first] = calendarPeriods('day', day, 'America/Sao_Paulo', 1);
    // From 00:00 to 01:00 on 4 November 2018: midnight at UTC-3 is 01:00 at UTC-2.
    expect(first && [iso(first.from), iso(first.to)]).toEqual([
      '2018-11-04T03:00:00.000Z',
      '2018-11-05T02:00:00.000Z',
    ]);
  });

  it('begin weeks on Monday', () => {
    const sunday = { from: at('2026-11-22T23:00:00Z'), to: at('2026-11-22T23:30:00Z') };
    expect(calendarPeriods('week', sunday, 'UTC', 1)).toEqual([
      { name: '2026-11-16', from: at('2026-11-16T00:00:00Z'), to: at('2026-11-23T00:00:00Z') },
    ]);
  });

  it('follow each other without gap, and cover what was asked for', () => {
    const instant = fc.integer({
      min: at('2000-01-01T00:00:00Z'),
      max: at('2040-01-01T00:00:00Z'),
    });
    const length = fc.integer({ min: 1, max: 40 * 86_400_000 });
    const anything = [fc.constantFrom(...KPI_PERIODS), fc.constantFrom(...ZONES), instant, length];
    fc.assert(
      fc.property(
        ...(anything as [fc.Arbitrary<'day'>, fc.Arbitrary<string>, typeof instant, typeof length]),
        (period, zone, from, ms) => {
          const windows = calendarPeriods(period, { from, to: from + ms }, zone, 100);
          const [first] = windows;
          const last = windows.at(-1);
          const isCovered = (first?.from ?? from + 1) <= from && (last?.to ?? 0) >= from + ms;
          return (
            isCovered &&
            windows.every((each, index) => each.to === (windows[index + 1]?.from ?? last?.to)) &&
            windows.every((each) => each.to > each.from)
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('know their time zones', () => {
    expect(ZONES.every(isTimeZone)).toBe(true);
    expect(isTimeZone('Mars/Olympus')).toBe(false);
  });
});
