import fc from 'fast-check';
import { OPERATING_STATES, WORK_ORDER_KINDS } from '@libs/contracts';
import type { Correction, Mark, TimelineFacts, Work } from './facts.js';
import { silencesOf } from './silences.js';
import { withRegistration } from './registration-mark.js';
import { timelineOf, type Span } from './timeline.js';

const HOUR = 3_600_000;

const aMark = (hour: number, state: Mark['state'], rest: Partial<Mark> = {}): Mark => ({
  ...{ id: `mark-${hour}`, at: hour * HOUR, state, reason: `${state} at ${hour}` },
  ...{ source: 'person', saidAt: hour * HOUR },
  ...rest,
});
const aCorrection = (from: number, to: number, state: Mark['state']): Correction => ({
  ...{ id: `correction-${from}`, from: from * HOUR, to: to * HOUR, state },
  ...{ reason: 'corrected', saidAt: to * HOUR },
});
const aWork = (kind: Work['kind'], from: number, to: number | null): Work => ({
  ...{ id: `work-${from}`, label: `WO-${from}`, kind, startedAt: from * HOUR },
  completedAt: to === null ? null : to * HOUR,
});
const facts = (rest: Partial<TimelineFacts>): TimelineFacts => ({
  ...{ marks: [], corrections: [], work: [], silences: [] },
  ...rest,
});
const drawn = (rest: Partial<TimelineFacts>): string[] =>
  timelineOf(facts(rest)).map(
    ({ from, to, state }) => `${from / HOUR}-${to === null ? '' : to / HOUR} ${state}`,
  );

describe('a timeline', () => {
  it('is empty while nothing is known', () => {
    expect(drawn({})).toEqual([]);
  });

  it('goes down while work is under way, and back to what it was', () => {
    const marks = [aMark(0, 'productive')];
    expect(drawn({ marks, work: [aWork('preventive', 2, 3), aWork(null, 5, 6)] })).toEqual([
      '0-2 productive',
      '2-3 scheduled_down',
      '3- productive',
    ]);
    expect(drawn({ marks, work: [aWork('corrective_immediate', 2, null)] })).toEqual([
      '0-2 productive',
      '2- unscheduled_down',
    ]);
  });

  it('shows the worse of two pieces of work at once, and is restored by the last', () => {
    const work = [aWork('inspection', 1, 4), aWork('corrective_immediate', 2, 3)];
    expect(drawn({ marks: [aMark(0, 'standby')], work })).toEqual([
      '0-1 standby',
      '1-2 scheduled_down',
      '2-3 unscheduled_down',
      '3-4 scheduled_down',
      '4- standby',
    ]);
  });

  it('counts the waiting before a repair to the same standstill, which the repair ends', () => {
    const marks = [aMark(0, 'productive'), aMark(2, 'unscheduled_down')];
    const spans = timelineOf(facts({ marks, work: [aWork('corrective_immediate', 3, 5)] }));
    expect(spans.map(({ from, state, failedAt }) => [from / HOUR, state, failedAt])).toEqual([
      [0, 'productive', null],
      [2, 'unscheduled_down', 2 * HOUR],
      [3, 'unscheduled_down', 2 * HOUR],
      [5, 'productive', null],
    ]);
  });

  it('stays down when it was only looked at', () => {
    const marks = [aMark(0, 'productive'), aMark(2, 'unscheduled_down')];
    expect(drawn({ marks, work: [aWork('inspection', 3, 4)] })).toEqual([
      '0-2 productive',
      '2- unscheduled_down',
    ]);
  });

  it('is split by a correction, of which the latest counts', () => {
    const marks = [aMark(0, 'productive')];
    const corrections = [aCorrection(2, 6, 'standby'), aCorrection(3, 7, 'non_scheduled')];
    expect(drawn({ marks, corrections })).toEqual([
      '0-2 productive',
      '2-3 standby',
      '3-7 non_scheduled',
      '7- productive',
    ]);
  });

  it('REG-10 begins with the registration unless a person knows of more', () => {
    expect(withRegistration([], 5)).toMatchObject([{ at: 5, source: 'assumed' }]);
    const earlier = [aMark(0, 'standby')];
    expect(withRegistration(earlier, HOUR)).toEqual(earlier);
    expect(withRegistration(earlier, null)).toEqual(earlier);
  });
});

const instant = fc.integer({ min: 0, max: 40 });
const state = fc.constantFrom(...OPERATING_STATES);
const reason = fc.constantFrom('a', 'b');
const id = fc.uuid();
const marks = fc.array(
  fc.record({
    ...{ id, at: instant, state, reason },
    ...{ source: fc.constant('person' as const), saidAt: instant },
    reasonCode: fc.option(fc.constant('ELEC')),
  }),
  { maxLength: 8 },
);
const corrections = fc.array(
  fc
    .record({ id, from: instant, length: fc.integer({ min: 1, max: 10 }), state, reason })
    .map(({ length, ...rest }) => ({ ...rest, to: rest.from + length, saidAt: rest.from })),
  { maxLength: 5 },
);
const work = fc.array(
  fc.record({
    ...{ id, label: reason, kind: fc.constantFrom(...WORK_ORDER_KINDS, null) },
    ...{ startedAt: fc.option(instant), completedAt: fc.option(instant) },
  }),
  { maxLength: 6 },
);
const silences = fc
  .array(fc.record({ id, at: instant, isHeard: fc.boolean() }), { maxLength: 5 })
  .map(silencesOf);
const anything = fc.record({ marks, corrections, work, silences });

const shuffled = (known: TimelineFacts): fc.Arbitrary<TimelineFacts> => {
  const all = <T>(items: readonly T[]) =>
    fc.shuffledSubarray([...items], { minLength: items.length });
  return fc.record({
    marks: all(known.marks),
    corrections: all(known.corrections),
    work: all(known.work),
    silences: all(known.silences),
  });
};

const aHearing = (hour: number, isHeard: boolean) => ({
  ...{ id: `hearing-${hour}`, at: hour * HOUR, isHeard },
});

describe('silence', () => {
  const silences = silencesOf([aHearing(4, true), aHearing(2, false), aHearing(6, false)]);

  it('opens a stop that nobody has explained, and closes it when something is heard', () => {
    expect(drawn({ marks: [aMark(0, 'productive')], silences })).toEqual([
      '0-2 productive',
      '2-4 unknown',
      '4-6 productive',
      '6- unknown',
    ]);
  });

  it('needs no explanation where the machine stands anyway, or is worked at', () => {
    const marks = [aMark(0, 'productive'), aMark(1, 'non_scheduled')];
    expect(drawn({ marks, silences })).toEqual(['0-1 productive', '1- non_scheduled']);
    const work = [aWork('preventive', 1, 5)];
    expect(drawn({ marks: [aMark(0, 'productive')], work, silences })).toEqual([
      '0-1 productive',
      '1-5 scheduled_down',
      '5-6 productive',
      '6- unknown',
    ]);
  });

  it('gets a reason of the tree until something is heard, or for a part of it', () => {
    const running = aMark(0, 'productive');
    const jam = aMark(2, 'unscheduled_down', { reasonCode: 'MECH.JAM' });
    expect(drawn({ marks: [running, jam], silences })).toEqual([
      '0-2 productive',
      '2-4 unscheduled_down',
      '4-6 productive',
      '6- unknown',
    ]);
    const corrections = [aCorrection(2, 3, 'standby')];
    expect(drawn({ marks: [running], corrections, silences })).toEqual([
      '0-2 productive',
      '2-3 standby',
      '3-4 unknown',
      '4-6 productive',
      '6- unknown',
    ]);
  });
});

describe('any timeline', () => {
  const runs = { numRuns: 10_000 };

  it('is the same whatever the order in which things were learnt', () => {
    const twice = anything.chain((known) => fc.tuple(fc.constant(known), shuffled(known)));
    fc.assert(
      fc.property(
        twice,
        ([inOrder, outOfOrder]) =>
          JSON.stringify(timelineOf(outOfOrder)) === JSON.stringify(timelineOf(inOrder)),
      ),
      runs,
    );
  });

  it('has neither gap nor overlap, goes on for ever, and tells when each standstill began', () => {
    fc.assert(
      fc.property(anything, (known) => {
        const spans = timelineOf(known);
        return spans.every((span, index) => {
          const next = spans[index + 1];
          const isWhole = span.to === (next?.from ?? null) && (next?.from ?? Infinity) > span.from;
          const isFailed = (span.failedAt !== null) === (span.state === 'unscheduled_down');
          const isOneStandstill =
            next?.state !== 'unscheduled_down' || next.failedAt === (span.failedAt ?? next.from);
          return isWhole && isFailed && isOneStandstill;
        });
      }),
      runs,
    );
  });

  it('agrees at every instant with the rule told in words', () => {
    fc.assert(
      fc.property(anything, instant, (known, at) => {
        const span = timelineOf(known).find(
          ({ from, to }) => from <= at && (to === null || at < to),
        );
        return span?.state === toldInWords(known, at);
      }),
      runs,
    );
  });
});

/** The reference model: no sorting, no edges; each instant by itself. */
function toldInWords(known: TimelineFacts, at: number): Span['state'] | undefined {
  const done = known.work.filter(
    ({ kind, startedAt, completedAt }) =>
      kind !== null && startedAt !== null && (completedAt === null || completedAt > startedAt),
  );
  const begun = [
    ...known.marks.map((mark) => mark.at),
    ...known.corrections.map(({ from }) => from),
    ...done.map(({ startedAt }) => startedAt ?? Infinity),
    ...known.silences.map(({ from }) => from),
  ];
  if (begun.every((each) => each > at)) return undefined;

  const covering = known.corrections.filter(({ from, to }) => from <= at && at < to);
  const latest = covering.reduce<Correction | undefined>((best, each) => {
    if (!best) return each;
    if (each.saidAt !== best.saidAt) return each.saidAt > best.saidAt ? each : best;
    return each.id > best.id ? each : best;
  }, undefined);
  if (latest) return latest.state;

  const underWay = done.filter(
    ({ startedAt, completedAt }) =>
      (startedAt ?? Infinity) <= at && (completedAt === null || at < completedAt),
  );
  const inForce = known.marks.filter((mark) => {
    if (mark.at > at) return false;
    const heardAgain = known.silences.some(
      ({ from, to }) => from <= mark.at && to !== null && mark.at < to && to <= at,
    );
    if (mark.reasonCode && heardAgain) return false;
    const enders = done.filter(
      ({ completedAt }) => completedAt !== null && completedAt > mark.at && completedAt <= at,
    );
    if (mark.state === 'scheduled_down') return enders.length === 0;
    if (mark.state !== 'unscheduled_down') return true;
    return !enders.some(({ kind }) => kind?.startsWith('corrective'));
  });
  const mark = inForce.reduce<Mark | undefined>((best, each) => {
    if (!best) return each;
    const [a, b] = [
      [each.at, each.saidAt, each.id ?? ''] as const,
      [best.at, best.saidAt, best.id ?? ''] as const,
    ];
    if (a[0] !== b[0]) return a[0] > b[0] ? each : best;
    if (a[1] !== b[1]) return a[1] > b[1] ? each : best;
    return a[2] > b[2] ? each : best;
  }, undefined);
  const isSilent = known.silences.some(
    ({ from, to }) => from <= at && (to === null || at < to) && from > (mark?.at ?? 0),
  );
  const isUp = ['productive', 'standby', 'engineering'].includes(mark?.state ?? '');
  const said = isSilent && isUp ? 'unknown' : (mark?.state ?? 'unknown');
  if (underWay.length === 0) return said;
  const isRepaired = underWay.some(({ kind }) => kind === 'corrective_immediate');
  return isRepaired || said === 'unscheduled_down' ? 'unscheduled_down' : 'scheduled_down';
}
