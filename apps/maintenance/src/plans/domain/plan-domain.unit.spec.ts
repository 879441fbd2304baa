import type { PlanTrigger } from '@libs/contracts';
import { faultOfRule, nextDates } from './calendar-dates.js';
import { firstStanding, follow, leave, resume } from './change-standing.js';
import { conditionDueAt, eventsDueAt, hearNews } from './conditions.js';
import { skip } from './end-occurrence.js';
import { faultsOfPlan } from './fault-of-plan.js';
import { addInterval, instantOf } from './local-time.js';
import { lookAfterPlans } from './look-after-plans.js';
import { laterReading, meterReading } from './meter-reading.js';
import { nextDue } from './next-due.js';
import type { Facts, Occurrence, PlanAtEquipment, PlanWords } from './plan-at-equipment.js';
import { planActions, stepPlan } from './plan-life.js';
import { preview } from './preview.js';
import { openWorkbook } from './workbook.js';

type Trigger = Pick<PlanTrigger, keyof PlanTrigger>;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 2, 1, 8);
const NOTHING: Facts = { meters: {}, orders: {} };

const aPlan = (
  triggers: PlanTrigger[],
  rest: Partial<PlanWords> = {},
  id = 'plan',
): PlanAtEquipment => {
  const definition: PlanWords = {
    title: 'Change the oil',
    maintenanceType: 'oil_change',
    equipmentIds: ['pump'],
    timeZone: 'Europe/Berlin',
    leadTimeHours: 24,
    toleranceHours: 12,
    triggers,
    ...rest,
  };
  const standing = firstStanding(definition, START);
  return {
    planId: id,
    version: 1,
    inForce: true,
    included: true,
    definition,
    standing,
    occurrences: [],
  };
};

const daily: Trigger = { kind: 'calendar', rule: 'FREQ=DAILY', startsAt: '2026-03-01T10:00' };
const monthly: Trigger = { kind: 'interval', every: 1, unit: 'months' };
const oil: Trigger = {
  kind: 'meter',
  sensorKey: 'operating_hours',
  every: 250,
  soonWithin: 20,
};
const hours = (reading: number, measuredAt = START): Facts => ({
  meters: { operating_hours: { reading, measuredAt } },
  orders: {},
});

let made = 0;
const newId = (): string => `occurrence-${(made += 1)}`;

function look(plans: readonly PlanAtEquipment[], now: number, facts = NOTHING) {
  const looked = lookAfterPlans(plans, { facts, now, newId });
  return {
    ...looked,
    plans: looked.book.plans,
    told: looked.book.happenings.map(({ kind }) => kind),
  };
}

const states = (plan: PlanAtEquipment | undefined): string[] =>
  (plan?.occurrences ?? []).map(({ key, status }) => `${key} ${status}`);

describe('the life of a plan', () => {
  it('goes from draft to active, pauses, resumes and retires, and explains what it refuses', () => {
    expect(stepPlan('draft', 'activate')).toEqual({ kind: 'moved', status: 'active' });
    expect(stepPlan('active', 'pause')).toEqual({ kind: 'moved', status: 'paused' });
    expect(stepPlan('paused', 'resume')).toEqual({ kind: 'moved', status: 'active' });
    expect(stepPlan('paused', 'retire')).toEqual({ kind: 'moved', status: 'retired' });
    expect(stepPlan('draft', 'resume')).toEqual({
      kind: 'refused',
      reason: 'A plan that is draft does not allow the action resume.',
      allowed: ['change', 'activate', 'retire'],
    });
    expect(planActions('retired')).toEqual([]);
  });

  it('names the field of what cannot be followed', () => {
    const faulty = aPlan([
      { kind: 'calendar', rule: 'FREQ=HOURLY', startsAt: '2026-03-01T10:00' },
      { kind: 'calendar', rule: 'FREQ=DAILY', startsAt: '2026-02-30T10:00' },
      { kind: 'meter', sensorKey: 'operating_hours', every: 5, at: 7 },
      { kind: 'condition', sensorKey: 'temperature', limit: 80, release: 90 },
      { kind: 'interval', every: 1.5, unit: 'months' },
      { kind: 'interval', every: 1e9, unit: 'years' },
      {
        kind: 'calendar',
        rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
        startsAt: '2026-03-01T10:00',
      },
    ]);
    const definition = { ...faulty.definition, timeZone: '+01:00', equipmentIds: ['a', 'a'] };
    expect(faultsOfPlan(definition).map(({ field }) => field)).toEqual([
      'triggers.0.rule',
      'triggers.1.startsAt',
      'triggers.2.every',
      'triggers.3.release',
      'triggers.4.every',
      'triggers.5.every',
      'triggers.6.rule',
      'timeZone',
      'equipmentIds',
    ]);
    expect(faultsOfPlan(aPlan([{ kind: 'event' }]).definition)).toEqual([
      { field: 'triggers.0.event', message: 'event is needed for event' },
    ]);
    expect(faultsOfPlan(aPlan([daily, monthly, oil]).definition)).toEqual([]);
  });
});

describe('dates of a calendar', () => {
  it('SCH-01: come at the same local time on both sides of a change of the clocks', () => {
    const dates = nextDates('FREQ=DAILY', '2026-03-27T02:30', '', 4);
    expect(dates).toEqual([27, 28, 29, 30].map((day) => `2026-03-${day}T02:30`));
    const instants = dates.map((each) => new Date(instantOf(each, 'Europe/Berlin')).toISOString());
    // On the 29th the clocks go from 2 to 3: half past two is shown as half past three.
    expect(instants[1]).toBe('2026-03-28T01:30:00.000Z');
    expect(instants[2]).toBe('2026-03-29T01:30:00.000Z');
    expect(instants[3]).toBe('2026-03-30T00:30:00.000Z');
    // On 25 October half past two comes twice: the first is taken.
    const doubled = new Date(instantOf('2026-10-25T02:30', 'Europe/Berlin')).toISOString();
    expect(doubled).toBe('2026-10-25T00:30:00.000Z');
  });

  it('SCH-03: follow rules as a cron line would have them, and refuse what no plan can follow', () => {
    const twiceOnWorkdays = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=6,18;BYMINUTE=0';
    expect(nextDates(twiceOnWorkdays, '2026-03-06T06:00', '2026-03-06T06:00', 2)).toEqual([
      '2026-03-06T18:00',
      '2026-03-09T06:00',
    ]);
    expect(nextDates('FREQ=MONTHLY;BYDAY=1MO', '2026-03-02T09:00', '', 2)).toEqual([
      '2026-03-02T09:00',
      '2026-04-06T09:00',
    ]);
    expect(nextDates('FREQ=DAILY;COUNT=2', '2026-03-01T09:00', '2026-03-02T09:00', 1)).toEqual([]);
    expect(faultOfRule('FREQ=DAILY;UNTIL=20270101T000000Z', '2026-03-01T09:00')).toMatch('UNTIL');
    expect(faultOfRule('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2026-03-01T09:00')).toBe(
      'never comes',
    );
    expect(faultOfRule('FREQ=MINUTELY', '2026-03-01T09:00')).toMatch('FREQ');
    expect(faultOfRule('FREQ=DAILY;BYDAY=XX', '2026-03-01T09:00')).not.toBeNull();
  });

  it('SCH-01: end with a last local day or time, which still counts', () => {
    const until = (last: string) =>
      nextDates(`FREQ=DAILY;UNTIL=${last}`, '2026-03-28T09:00', '', 9);
    expect(until('20260329')).toEqual(['2026-03-28T09:00', '2026-03-29T09:00']);
    expect(until('20260329T090000')).toEqual(['2026-03-28T09:00', '2026-03-29T09:00']);
    expect(until('20260329T085959')).toEqual(['2026-03-28T09:00']);
    expect(faultOfRule('FREQ=DAILY;UNTIL=20260327', '2026-03-28T09:00')).not.toBeNull();
  });

  it('are foreseen without a plan being in force', () => {
    const window = { from: START, until: START + 2.5 * DAY, limit: 10 };
    expect(preview(aPlan([daily]).definition, window).map(({ key }) => key)).toEqual([
      '2026-03-01T10:00',
      '2026-03-02T10:00',
      '2026-03-03T10:00',
    ]);
    const year = { from: START, until: START + 400 * DAY, limit: 3 };
    const months = preview(aPlan([monthly]).definition, year).map(({ dueAt }) => dueAt);
    expect(months).toEqual([
      Date.UTC(2026, 3, 1, 7),
      Date.UTC(2026, 4, 1, 7),
      Date.UTC(2026, 5, 1, 7),
    ]);
    const meter = aPlan([{ ...oil, sinceReading: 100 }]).definition;
    expect(preview(meter, year)).toEqual([
      { key: 'cycle-1', dueAt: null, dueReading: { sensorKey: 'operating_hours', reading: 350 } },
    ]);
  });
});

describe('an occurrence', () => {
  it('SCH-05: is projected, due soon, due and overdue as its time comes', () => {
    const interval: PlanTrigger = { kind: 'interval', every: 10, unit: 'days' };
    const due = addInterval(START, { every: 10, unit: 'days' }, 'Europe/Berlin');
    let plans: readonly PlanAtEquipment[] = [aPlan([interval], { ordering: 'by_hand' })];
    const at = (now: number): { states: string[]; told: string[]; nextAt: number | null } => {
      const looked = look(plans, now);
      plans = looked.plans;
      return { states: states(plans[0]), told: looked.told, nextAt: looked.nextAt };
    };
    expect(at(START)).toEqual({
      states: ['cycle-1 projected'],
      told: [],
      nextAt: due - DAY,
    });
    expect(at(due - DAY)).toMatchObject({ states: ['cycle-1 due_soon'], told: ['due_soon'] });
    expect(at(due)).toMatchObject({ states: ['cycle-1 due'], told: ['due'] });
    expect(at(due + 12 * HOUR)).toMatchObject({ states: ['cycle-1 due'], told: [] });
    expect(at(due + 12 * HOUR + 1)).toMatchObject({
      states: ['cycle-1 overdue'],
      told: ['overdue'],
      nextAt: null,
    });
  });

  it('SCH-02: is due by the meter, whichever comes first', () => {
    const plan = aPlan([oil, monthly]);
    const first = look([plan], START, hours(1000));
    expect(first.plans[0]?.occurrences[0]).toMatchObject({
      status: 'projected',
      dueAt: Date.UTC(2026, 3, 1, 7),
      dueReading: { reading: 1250 },
    });
    const near = look(first.plans, START + DAY, hours(1231));
    expect(states(near.plans[0])).toEqual(['cycle-1 due_soon']);
    const seen = START + 2 * DAY;
    const reached = look(near.plans, seen, hours(1250, seen));
    expect(reached.plans[0]?.occurrences[0]).toMatchObject({ status: 'due', dueAt: seen });
    expect(reached.toOrder.map(({ occurrence }) => occurrence.key)).toEqual(['cycle-1']);
  });

  it('is due when all of its triggers ask, not before', () => {
    const plan = aPlan([oil, monthly], { combination: 'all' });
    const first = look([plan], START, hours(1000));
    const late = look(first.plans, START + 40 * DAY, hours(1249));
    expect(states(late.plans[0])).toEqual(['cycle-1 projected']);
    const seen = START + 41 * DAY;
    const both = look(late.plans, seen, hours(1250, seen));
    expect(both.plans[0]?.occurrences[0]).toMatchObject({ status: 'due', dueAt: seen });
  });

  it('is due once at an absolute reading', () => {
    const at: PlanTrigger = { kind: 'meter', sensorKey: 'operating_hours', at: 5000 };
    const first = look([aPlan([at])], START, hours(5200));
    expect(states(first.plans[0])).toEqual(['cycle-1 due']);
    ordered(first.plans[0]?.occurrences[0]);
    const orders = { order: { kind: 'completed', at: START + DAY } } as const;
    const done = look(first.plans, START + 2 * DAY, { ...hours(5300), orders });
    expect(states(done.plans[0])).toEqual(['cycle-1 done', 'cycle-2 projected']);
    expect(done.plans[0]?.occurrences[1]?.dueAt).toBeNull();
  });

  it('counts the next one from when the last was done, late or early', () => {
    for (const doneAt of [START + 40 * DAY, START + 5 * DAY]) {
      const first = look([aPlan([monthly, oil])], START, hours(1000));
      ordered(first.plans[0]?.occurrences[0]);
      const orders = { order: { kind: 'completed', at: doneAt } } as const;
      const done = look(first.plans, doneAt, { ...hours(1100), orders });
      expect(done.plans[0]?.occurrences[1]).toMatchObject({
        key: 'cycle-2',
        dueAt: addInterval(doneAt, { every: 1, unit: 'months' }, 'Europe/Berlin'),
        dueReading: { reading: 1350 },
      });
    }
  });

  it('is not ordered again by itself once its order was cancelled', () => {
    const first = look([aPlan([{ ...monthly, since: new Date(START).toISOString() }])], START);
    const due = look(first.plans, START + 32 * DAY);
    expect(due.toOrder).toHaveLength(1);
    ordered(due.plans[0]?.occurrences[0]);
    const orders = { order: { kind: 'cancelled' } } as const;
    const back = look(due.plans, START + 33 * DAY, { ...NOTHING, orders });
    expect(states(back.plans[0])).toEqual(['cycle-1 overdue']);
    expect(back.toOrder).toEqual([]);
  });
});

function ordered(occurrence: Occurrence | undefined): void {
  Object.assign(occurrence ?? {}, { status: 'ordered', workOrderId: 'order' });
}

describe('conditions', () => {
  const hot: Trigger = {
    kind: 'condition',
    sensorKey: 'temperature',
    limit: 80,
    release: 70,
    gapHours: 24,
  };

  it('SCH-04: begin beyond the limit and end at the release, whatever wavers between', () => {
    const plan = aPlan([hot]);
    let { standing } = plan;
    const heard = [75, 81, 79, 85, 71, 69, 75].map((value, index) => {
      const news = { kind: 'value', sensorKey: 'temperature', value } as const;
      standing = hearNews(standing, plan.definition, news, START + index);
      return standing.holding[0]?.since;
    });
    const second = START + 1;
    expect(heard).toEqual([undefined, second, second, second, second, undefined, undefined]);
  });

  it('are asked about again after work that did not end them, once the gap is past', () => {
    const answered = { since: START, answered: true };
    expect(conditionDueAt(answered, hot, START)).toBe(START + DAY);
    expect(conditionDueAt(answered, { ...hot, gapHours: 0 }, START)).toBeNull();
    expect(conditionDueAt({ since: START, answered: false }, hot, START - 2 * DAY)).toBe(START);
  });

  it('follow the health of equipment', () => {
    const trigger: PlanTrigger = { kind: 'health', health: 'degraded', healthRelease: 'watch' };
    const plan = aPlan([trigger]);
    const hear = (standing: typeof plan.standing, health: 'failed' | 'unknown' | 'watch') =>
      hearNews(standing, plan.definition, { kind: 'health', health }, START);
    const failed = hear(plan.standing, 'failed');
    expect(nextDue(plan.definition, failed, {}).dueAt).toBe(START);
    expect(nextDue(plan.definition, hear(failed, 'unknown'), {}).dueAt).toBe(START);
    expect(nextDue(plan.definition, hear(failed, 'watch'), {}).dueAt).toBeNull();
  });

  it('EVT-19: count events, all within the window', () => {
    const trips: Trigger = {
      kind: 'event',
      event: 'alarms.alarm.raised',
      times: 3,
      withinHours: 24,
    };
    const plan = aPlan([trips]);
    const event = { kind: 'event', event: 'alarms.alarm.raised' } as const;
    let { standing } = plan;
    const due = [0, 30, 31, 32].map((hour) => {
      standing = hearNews(standing, plan.definition, event, START + hour * HOUR);
      return eventsDueAt(standing.heard[0] ?? [], trips);
    });
    expect(due).toEqual([null, null, null, START + 32 * HOUR]);
  });
});

describe('a meter', () => {
  it('goes on counting over a reset, a rollover and a replacement, and never back', () => {
    const epochs = [
      { startedAt: 0, offset: 0 },
      { startedAt: 100, offset: 999 },
      { startedAt: 200, offset: 1500 },
    ];
    const read = (value: number, measuredAt: number) => meterReading({ value, measuredAt }, epochs);
    expect(read(999, 99).reading).toBe(999);
    expect(read(1, 100).reading).toBe(1000);
    expect(read(1, 250).reading).toBe(1501);
    const known = read(1, 250);
    expect(laterReading(known, read(400, 99))).toBe(known);
    expect(laterReading(undefined, known)).toBe(known);
  });
});

describe('dates that nobody looked at', () => {
  const week = START + 7 * DAY;
  const of = (catchUp: PlanWords['catchUp']): string[] =>
    states(
      look([aPlan([daily], { ...(catchUp && { catchUp }), leadTimeHours: 0 })], week).plans[0],
    );

  it('become one, each, or are passed over, as the plan says', () => {
    const keys = [1, 2, 3, 4, 5, 6, 7, 8].map((day) => `2026-03-0${day}T10:00`);
    expect(of('create_each')).toEqual([
      ...keys.slice(0, 7).map((key) => `${key} overdue`),
      `${keys[7]} projected`,
    ]);
    expect(of('create_one')).toEqual([
      `${keys[0]} overdue`,
      ...keys.slice(1, 7).map((key) => `${key} merged`),
      `${keys[7]} projected`,
    ]);
    expect(of('skip')).toEqual([
      ...keys.slice(0, 7).map((key) => `${key} skipped`),
      `${keys[7]} projected`,
    ]);
  });

  it('are made in batches when there are many', () => {
    const plan = aPlan([daily], { catchUp: 'create_each' });
    const first = look([plan], START + 100 * DAY);
    expect(first.plans[0]?.occurrences).toHaveLength(60);
    expect(first.nextAt).toBe(START + 100 * DAY);
    const second = look(first.plans, START + 100 * DAY);
    expect(second.plans[0]?.occurrences).toHaveLength(103);
    expect(second.nextAt).toBeGreaterThan(START + 100 * DAY);
  });
});

describe('services of different size', () => {
  const small = (due: string) =>
    aPlan(
      [{ ...daily, rule: 'FREQ=MONTHLY', startsAt: due }],
      {
        service: { group: 'compressor', level: 1 },
      },
      'small',
    );
  const large = (due: string) =>
    aPlan(
      [{ ...daily, rule: 'FREQ=YEARLY', startsAt: due }],
      {
        service: { group: 'compressor', level: 2 },
        toleranceHours: 72,
      },
      'large',
    );

  it('are one where they fall into one window, whichever is due first', () => {
    for (const [first, second] of [
      ['2026-03-10T10:00', '2026-03-12T10:00'],
      ['2026-03-12T10:00', '2026-03-10T10:00'],
    ] as const) {
      const start = look([small(first), large(second)], START);
      const now = instantOf('2026-03-10T10:00', 'Europe/Berlin');
      const looked = look(start.plans, now);
      const [s, l] = looked.plans.map(({ occurrences }) => occurrences[0]);
      expect(s).toMatchObject({ status: 'merged', mergedInto: l?.id });
      expect(looked.told).toContain('merged');
      ordered(l);
      const orders = { order: { kind: 'completed', at: now + DAY } } as const;
      const done = look(looked.plans, now + DAY, { ...NOTHING, orders });
      expect(states(done.plans[0])[0]).toBe(`${first} done`);
      expect(states(done.plans[1])[0]).toBe(`${second} done`);
    }
  });

  it('stay two where the windows are apart, and part again when the larger is skipped', () => {
    const now = instantOf('2026-03-10T10:00', 'Europe/Berlin');
    const apart = look([small('2026-03-10T10:00'), large('2026-03-14T10:00')], now);
    expect(states(apart.plans[0])[0]).toBe('2026-03-10T10:00 due');

    const looked = look([small('2026-03-10T10:00'), large('2026-03-10T12:00')], now);
    const book = openWorkbook(looked.plans, { facts: NOTHING, now, newId });
    const [, larger] = book.plans;
    const each = larger?.occurrences[0];
    if (larger && each) skip(book, larger, each, 'no crew');
    expect(states(look(book.plans, now).plans[0])[0]).toBe('2026-03-10T10:00 due');
  });
});

describe('a plan that changes', () => {
  it('keeps the local time of its dates when the site has another zone', () => {
    const { plans } = look([aPlan([daily])], START);
    const definition = { ...aPlan([daily]).definition, timeZone: 'America/New_York' };
    const changed = plans.map((plan) => ({ ...plan, definition }));
    const book = openWorkbook(changed, { facts: NOTHING, now: START, newId });
    for (const plan of book.plans) follow(book, plan, aPlan([daily]).definition);
    const looked = look(book.plans, START + 3 * DAY);
    expect(looked.plans[0]?.occurrences.map(({ key, dueAt }) => [key, dueAt])).toEqual(
      [1, 2, 3, 4, 5].map((day) => {
        const key = `2026-03-0${day}T10:00`;
        return [key, instantOf(key, 'America/New_York')];
      }),
    );
  });

  it('takes back what nobody began with when its dates are others', () => {
    const { plans } = look([aPlan([daily])], START);
    const weekly = { ...daily, rule: 'FREQ=WEEKLY' };
    const changed = plans.map((plan) => ({ ...plan, definition: aPlan([weekly]).definition }));
    const book = openWorkbook(changed, { facts: NOTHING, now: START, newId });
    for (const plan of book.plans) follow(book, plan, aPlan([daily]).definition);
    expect(book.withdrawn.map(({ key }) => key)).toEqual(['2026-03-01T10:00', '2026-03-02T10:00']);
    expect(states(look(book.plans, START).plans[0])).toEqual([
      '2026-03-01T10:00 due_soon',
      '2026-03-08T10:00 projected',
    ]);
  });

  it('does not make up for dates of its pause, and ends what is open when it is put away', () => {
    const { plans } = look([aPlan([daily])], START);
    const now = START + 3 * DAY;
    const book = openWorkbook(plans, { facts: NOTHING, now, newId });
    for (const plan of book.plans) resume(book, plan);
    const resumed = look(book.plans, now);
    expect(states(resumed.plans[0])).toEqual([
      '2026-03-01T10:00 skipped',
      '2026-03-02T10:00 skipped',
      '2026-03-04T10:00 due_soon',
      '2026-03-05T10:00 projected',
    ]);
    const due = look(resumed.plans, now + DAY);
    const last = openWorkbook(due.plans, { facts: NOTHING, now: now + DAY, newId });
    for (const plan of last.plans) leave(last, plan, 'plan retired');
    expect(last.plans[0]?.occurrences.every(({ status }) => status === 'skipped')).toBe(true);
  });
});
