import fc from 'fast-check';
import type { CatchUpPolicy } from '@libs/contracts';
import { planOccurrences } from '../../domain/inspections/plan-occurrences.js';
import { faultOfRecurrence, occurrences } from './recurrence.js';

const BERLIN = 'Europe/Berlin';
const ZONES = [BERLIN, 'UTC', 'Asia/Riyadh', 'America/New_York', 'Australia/Lord_Howe'];
const daily = { rrule: 'FREQ=DAILY', startsAt: '2026-01-05T02:30', timeZone: BERLIN };

const walls = (recurrence: typeof daily, after: string, upTo: string): string[] =>
  occurrences(recurrence, { after, upTo }, 2_000).map(({ wall }) => wall);

describe('INS-01: the occurrences of a round', () => {
  it('lose no day on which the clock skips their time', () => {
    const found = occurrences(daily, { after: '2026-03-28T00:00' }, 3);
    expect(found.map(({ at }) => at.toISOString())).toEqual([
      '2026-03-28T01:30:00.000Z',
      '2026-03-29T01:30:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
  });

  it('double no day on which the clock shows their time twice', () => {
    const found = occurrences(daily, { after: '2026-10-24T00:00', upTo: '2026-10-26T23:59' }, 9);
    expect(found.map(({ at }) => at.toISOString())).toEqual([
      '2026-10-24T00:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ]);
  });

  it('are the same however often one stops and goes on from where one was', () => {
    const rules = ['FREQ=DAILY', 'FREQ=DAILY;BYHOUR=2,13,22', 'FREQ=WEEKLY;BYDAY=MO,FR'];
    const cuts = fc.array(fc.integer({ min: 0, max: 60 * 24 * 300 }), { maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...rules), fc.constantFrom(...ZONES), cuts, (rrule, zone, at) => {
        const recurrence = { rrule, startsAt: '2026-01-05T02:30', timeZone: zone };
        const day = (minute: number): string =>
          new Date(Date.UTC(2026, 1, 1) + minute * 60_000).toISOString().slice(0, 16);
        const ends = [...at.sort((one, other) => one - other).map(day), '2026-12-01T00:00'];
        let after = '2026-02-01T00:00';
        const pieces = ends.flatMap((end) => {
          const piece = end > after ? walls(recurrence, after, end) : [];
          after = end > after ? end : after;
          return piece;
        });
        const whole = walls(recurrence, '2026-02-01T00:00', '2026-12-01T00:00');
        expect(pieces).toEqual(whole);
        expect(new Set(whole).size).toBe(whole.length);
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    [{ rrule: 'FREQ=MINUTELY' }, 'rrule'],
    [{ rrule: 'DTSTART:20260101\nFREQ=DAILY' }, 'rrule'],
    [{ rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, 'rrule'],
    [{ rrule: 'FREQ=DAILY;BYSECOND=30' }, 'rrule'],
    [{ startsAt: '2026-02-30T06:00' }, 'startsAt'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
  ])('are refused for %j', (rest, field) => {
    expect(faultOfRecurrence({ ...daily, ...rest })?.field).toBe(field);
    expect(faultOfRecurrence(daily)).toBeUndefined();
  });
});

describe('INS-01: occurrences that were not planned in time', () => {
  const now = new Date('2026-01-12T12:00:00Z');
  const week = occurrences({ ...daily, timeZone: 'UTC' }, { after: '2026-01-06T00:00' }, 8);
  const outcome = (catchUp: CatchUpPolicy, windowMinutes = 60, morePassed = false): string =>
    planOccurrences(week, { windowMinutes, catchUp, morePassed, now })
      .map(({ status }) => status.charAt(0))
      .join('');

  it('each become one inspection; the policy says which may still be done', () => {
    expect(outcome('skip')).toBe('mmmmmmms');
    expect(outcome('create_one')).toBe('mmmmmmds');
    expect(outcome('create_each')).toBe('ddddddds');
  });

  it('make up for nothing while the latest may be done anyway, or more is to come', () => {
    expect(outcome('create_one', 60 * 12)).toBe('mmmmmmds');
    expect(outcome('create_one', 60, true)).toBe('mmmmmmms');
  });

  it('have their whole window from now on where they may still be done', () => {
    const made = planOccurrences(week, {
      windowMinutes: 60,
      catchUp: 'create_one',
      morePassed: false,
      now,
    });
    expect(made.at(-2)?.closesAt).toEqual(new Date('2026-01-12T13:00:00Z'));
    expect(made.map(({ key }) => key)).toEqual(week.map(({ wall }) => wall));
  });
});
