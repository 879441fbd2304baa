import assert from 'node:assert/strict';
import type { PlanTrigger } from '@libs/contracts';
import fc from 'fast-check';
import { firstStanding, follow, resume } from './change-standing.js';
import { skip } from './end-occurrence.js';
import { lookAfterPlans } from './look-after-plans.js';
import { laterReading, meterReading, type MeterEpoch, type MeterReading } from './meter-reading.js';
import type { Occurrence, PlanAtEquipment, PlanWords } from './plan-at-equipment.js';
import { openWorkbook } from './workbook.js';

const CALENDARS = 5_000;
const CYCLES = 5_000;
const PATIENCE_MS = 240_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** With clocks that change by an hour, by half of one, southwards, and not at all. */
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Riyadh'] as const;

// The reference knows clocks by Intl and dates by arithmetic; nothing of the product.

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const made =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  clocks.set(timeZone, made);
  return made;
}

const wall = (at: number, zone: string): number =>
  Date.parse(`${clockOf(zone).format(at).replace(' ', 'T')}:00Z`);

/** The first instant that shows the time; in a gap the time by the clock before it. */
function shownAt(local: number, zone: string): number {
  const before = wall(local - DAY, zone) - (local - DAY);
  const after = wall(local + DAY, zone) - (local + DAY);
  const shown = [before, after]
    .map((offset) => local - offset)
    .filter((at) => wall(at, zone) === local);
  return shown.length > 0 ? Math.min(...shown) : local - before;
}

const text = (local: number): string => new Date(local).toISOString().slice(0, 16);

interface Command {
  readonly kind: 'wait' | 'finish' | 'skip' | 'pause' | 'zone' | 'counter';
  readonly minutes: number;
  readonly pick: number;
}

const waits = fc.oneof(
  fc.integer({ min: 1, max: 6 * 60 }),
  fc.integer({ min: 12 * 60, max: 3 * 24 * 60 }),
  fc.integer({ min: 7 * 24 * 60, max: 9 * 24 * 60 }),
);
const commands = fc.array(
  fc.record<Command>({
    kind: fc.constantFrom('wait', 'wait', 'finish', 'finish', 'skip', 'pause', 'zone', 'counter'),
    minutes: waits,
    pick: fc.nat(3),
  }),
  { minLength: 3, maxLength: 8 },
);
const starts = fc
  .constantFrom(
    Date.UTC(2026, 2, 6),
    Date.UTC(2026, 2, 27),
    Date.UTC(2026, 9, 2),
    Date.UTC(2026, 9, 30),
  )
  .chain((day) =>
    fc.integer({ min: 0, max: 2 * 24 * 60 }).map((minutes) => day + minutes * MINUTE),
  );

let ids = 0;
const newId = (): string => String((ids += 1));

/** The product under test: one plan on one equipment. */
class Plan {
  at: PlanAtEquipment;
  private readonly orders: Record<string, { kind: 'completed'; at: number }> = {};
  meter: MeterReading | undefined;

  constructor(definition: PlanWords, now: number) {
    const standing = firstStanding(definition, now);
    this.at = { planId: 'plan', version: 1, inForce: true, definition, standing, occurrences: [] };
  }

  private get facts() {
    return { meters: this.meter ? { hours: this.meter } : {}, orders: this.orders };
  }

  look(now: number): void {
    // What is left of a large backlog comes with the next look.
    for (;;) {
      const { book, nextAt } = lookAfterPlans([this.at], { facts: this.facts, now, newId });
      this.at = book.plans[0] ?? this.at;
      if (nextAt === null || nextAt > now) return;
    }
  }

  finish(key: string, now: number): void {
    const each = this.get(key);
    Object.assign(each, { status: 'ordered', workOrderId: each.id });
    this.orders[each.id] = { kind: 'completed', at: now };
    this.look(now);
  }

  change(now: number, change: (plan: ReturnType<typeof openWorkbook>) => void): void {
    const book = openWorkbook([this.at], { facts: this.facts, now, newId });
    change(book);
    this.at = book.plans[0] ?? this.at;
    this.look(now);
  }

  get(key: string): Occurrence {
    const each = this.at.occurrences.find((one) => one.key === key);
    assert(each, `there is no occurrence ${key}`);
    return each;
  }
}

const definitionOf = (triggers: PlanTrigger[], rest: Partial<PlanWords>): PlanWords => ({
  title: 'Look after it',
  maintenanceType: 'inspection',
  equipmentIds: ['pump'],
  timeZone: 'Europe/Berlin',
  leadTimeHours: 24,
  toleranceHours: 12,
  ordering: 'by_hand',
  triggers,
  ...rest,
});

type Fate = 'open' | 'done' | 'skipped' | 'merged';

/** What must become of the dates of a rule "every n days". */
class ReferenceCalendar {
  readonly fates = new Map<number, Fate>();
  next: number;

  constructor(
    first: number,
    readonly everyDays: number,
    public zone: string,
    readonly one: boolean,
    now: number,
  ) {
    // A plan begins with the dates that are not past when it comes into force.
    this.next = first;
    while (this.next <= wall(now - MINUTE, zone)) this.step();
  }

  private step(): number {
    const date = this.next;
    this.next += this.everyDays * DAY;
    return date;
  }

  look(now: number): void {
    while (shownAt(this.next, this.zone) <= now) {
      const open = [...this.fates.values()].includes('open');
      this.fates.set(this.step(), this.one && open ? 'merged' : 'open');
    }
  }

  /** Dates that pass in a pause are nobody's; the one that was announced is passed over. */
  resume(now: number, isKnown: (date: number) => boolean): void {
    while (shownAt(this.next, this.zone) <= now || this.next <= wall(now, this.zone)) {
      const known = isKnown(this.next);
      const due = shownAt(this.next, this.zone) <= now;
      if (known && !due) return;
      const date = this.step();
      if (known) this.fates.set(date, 'skipped');
    }
  }

  opens(): number[] {
    return [...this.fates].filter(([, fate]) => fate === 'open').map(([date]) => date);
  }
}

const fateOf = ({ status }: Occurrence): Fate =>
  status === 'done' || status === 'skipped' || status === 'merged' ? status : 'open';

describe('a calendar plan against a reference', () => {
  it(
    `SCH-01: has every date once, over changing clocks, zones, pauses and weeks away`,
    () => {
      const setting = fc.record({
        now: starts,
        zone: fc.constantFrom(...ZONES),
        at: fc.constantFrom(0, 90, 120, 150, 179, 720, 1439),
        everyDays: fc.integer({ min: 1, max: 4 }),
        one: fc.boolean(),
        list: commands,
      });
      fc.assert(
        fc.property(setting, ({ now: start, zone, at, everyDays, one, list }) => {
          const first = Math.floor(start / DAY) * DAY + at * MINUTE;
          const trigger: PlanTrigger = {
            kind: 'calendar',
            rule: `FREQ=DAILY;INTERVAL=${everyDays}`,
            startsAt: text(first),
          };
          const catchUp = one ? 'create_one' : 'create_each';
          const plan = new Plan(definitionOf([trigger], { timeZone: zone, catchUp }), start);
          const reference = new ReferenceCalendar(first, everyDays, zone, one, start);
          let now = start;
          plan.look(now);
          reference.look(now);
          for (const { kind, minutes, pick } of list) {
            const opens = reference.opens();
            const date = opens[pick % Math.max(1, opens.length)];
            if (kind === 'finish' && date !== undefined) {
              reference.fates.set(date, 'done');
              plan.finish(text(date), now);
            } else if (kind === 'skip' && date !== undefined) {
              reference.fates.set(date, 'skipped');
              plan.change(now, (book) => {
                const [open] = book.plans;
                const each = open?.occurrences.find(({ key }) => key === text(date));
                if (open && each) skip(book, open, each, 'no need');
              });
            } else if (kind === 'pause') {
              const known = new Set(plan.at.occurrences.map(({ key }) => key));
              now += minutes * MINUTE;
              reference.resume(now, (each) => known.has(text(each)));
              plan.change(now, (book) => book.plans.forEach((each) => resume(book, each)));
            } else if (kind === 'zone') {
              const before = plan.at.definition;
              reference.zone = ZONES[pick] ?? zone;
              plan.at = { ...plan.at, definition: { ...before, timeZone: reference.zone } };
              plan.change(now, (book) => book.plans.forEach((each) => follow(book, each, before)));
            } else {
              now += minutes * MINUTE;
              plan.look(now);
            }
            reference.look(now);
            const keys = plan.at.occurrences.map(({ key }) => key);
            assert.equal(new Set(keys).size, keys.length);
            const come = plan.at.occurrences.filter(
              ({ status }) => status !== 'projected' && status !== 'due_soon',
            );
            assert.deepEqual(
              come.map((each) => `${each.key} ${fateOf(each)}`).sort(),
              [...reference.fates].map(([each, fate]) => `${text(each)} ${fate}`).sort(),
            );
            const ahead = plan.at.occurrences.filter(({ status }) => status === 'projected');
            assert.equal(ahead.length, 1);
          }
        }),
        { numRuns: CALENDARS },
      );
    },
    PATIENCE_MS,
  );

  it('is the same for who looked all the time and who was away', () => {
    const setting = fc.record({
      start: starts,
      zone: fc.constantFrom(...ZONES),
      one: fc.boolean(),
      looks: fc.array(waits, { minLength: 1, maxLength: 8 }),
    });
    fc.assert(
      fc.property(setting, ({ start, zone, one, looks }) => {
        const trigger: PlanTrigger = {
          kind: 'calendar',
          rule: 'FREQ=DAILY',
          startsAt: text(start),
        };
        const rest = { timeZone: zone, catchUp: one ? 'create_one' : 'create_each' } as const;
        const [there, away] = [0, 1].map(() => new Plan(definitionOf([trigger], rest), start));
        assert(there && away);
        let now = start;
        for (const minutes of looks) {
          now += minutes * MINUTE;
          there.look(now);
        }
        away.look(now);
        const told = ({ at }: Plan): string[] =>
          at.occurrences.map(({ key, status, dueAt }) => `${key} ${status} ${String(dueAt)}`);
        assert.deepEqual(told(away), told(there));
      }),
      { numRuns: 500 },
    );
  });
});

/** A counter as it is built in: it wraps, is set back and is changed for another. */
class Counter {
  worn = 0;
  shows = 0;
  epochs: MeterEpoch[] = [];

  run(hours: number): void {
    this.worn += hours;
    this.shows += hours;
  }

  startAnew(now: number, first: number): void {
    const last = this.epochs.at(-1)?.offset ?? 0;
    this.epochs.push({ startedAt: now, offset: last + this.shows - first });
    this.shows = first;
  }
}

describe('a plan that counts from when it was last done, against a reference', () => {
  it(
    'SCH-02: is due when the machine has run so long, or the time is over, once each time',
    () => {
      const setting = fc.record({
        now: starts,
        zone: fc.constantFrom(...ZONES),
        days: fc.integer({ min: 1, max: 12 }),
        hours: fc.integer({ min: 10, max: 200 }),
        all: fc.boolean(),
        list: commands,
      });
      fc.assert(
        fc.property(setting, ({ now: start, zone, days, hours, all, list }) => {
          const triggers: PlanTrigger[] = [
            { kind: 'interval', every: days, unit: 'days' },
            { kind: 'meter', sensorKey: 'hours', every: hours },
          ];
          const rest = { timeZone: zone, combination: all ? 'all' : 'any' } as const;
          const plan = new Plan(definitionOf(triggers, rest), start);
          const counter = new Counter();
          let now = start;
          let done = 0;
          let last = { at: start, worn: 0 };
          let wasDue = false;
          const read = (): void => {
            const shown = { value: counter.shows, measuredAt: now };
            plan.meter = laterReading(plan.meter, meterReading(shown, counter.epochs));
            plan.look(now);
          };
          read();
          for (const { kind, minutes, pick } of list) {
            const key = `cycle-${done + 1}`;
            if (kind === 'finish' || kind === 'skip') {
              if (kind === 'finish') plan.finish(key, now);
              else
                plan.change(now, (book) => {
                  const [open] = book.plans;
                  const each = open?.occurrences.find((one) => one.key === key);
                  if (open && each) skip(book, open, each, 'no need');
                });
              const due = shownAt(wall(last.at, zone) + days * DAY, zone) + (last.at % MINUTE);
              const before = plan.get(key);
              const from = kind === 'skip' ? Math.max(now, before.dueAt ?? now) : now;
              assert(kind === 'finish' || wasDue || all || from === Math.max(now, due));
              const worn =
                kind === 'skip' ? Math.max(counter.worn, last.worn + hours) : counter.worn;
              last = { at: from, worn };
              done += 1;
            } else if (kind === 'counter') {
              now += MINUTE;
              counter.startAnew(now, pick);
              read();
            } else {
              now += minutes * MINUTE;
              // It runs most of the time.
              counter.run(Math.floor(minutes / 60) * (pick > 0 ? 1 : 0));
              read();
            }
            const byTime = now >= shownAt(wall(last.at, zone) + days * DAY, zone);
            const byUse = counter.worn >= last.worn + hours;
            const open = plan.at.occurrences.filter((each) => fateOf(each) === 'open');
            assert.deepEqual(
              open.map((each) => each.key),
              [`cycle-${done + 1}`],
            );
            assert.equal(plan.at.occurrences.length, done + 1);
            const isDue = open.some(({ status }) => status === 'due' || status === 'overdue');
            wasDue = isDue;
            assert.equal(isDue, all ? byTime && byUse : byTime || byUse);
          }
        }),
        { numRuns: CYCLES },
      );
    },
    PATIENCE_MS,
  );
});
