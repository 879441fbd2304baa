import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HoldReason, KpiAnswer, KpiFigure, KpiPeriod, OperatingState } from '@libs/contracts';
import { calendarPeriods } from '../../apps/analytics/src/domain/calendar/calendar-periods.js';
import { answer, definitions } from '../../apps/analytics/src/domain/kpi/definitions.js';
import type {
  Feedback,
  History,
  Metered,
  Occurrence,
  OccurrenceEnd,
  Production,
  Rates,
  RecordHistory,
  Stretch,
  WorkHistory,
} from '../../apps/analytics/src/domain/kpi/history.js';
import { tallyOf } from '../../apps/analytics/src/domain/kpi/tally-of.js';
import { together } from '../../apps/analytics/src/domain/kpi/tally.js';
import { withRegistration } from '../../apps/analytics/src/domain/timeline/registration-mark.js';
import { timelineOf } from '../../apps/analytics/src/domain/timeline/timeline.js';
import { workLifeOf, type WorkStep } from '../../apps/analytics/src/domain/timeline/work-life.js';

/** A file's instants are texts; the product's are milliseconds. */
type Told<T> = {
  readonly [K in keyof T]?: T[K] extends number | null ? string | Exclude<T[K], number> : T[K];
};
type ToldStretch = Told<Stretch> & { readonly from: string; readonly to: string };

/** Work is told by its start and end or, when there is more to it, step by step. */
interface ToldWork {
  readonly kind: WorkHistory['kind'];
  readonly createdAt?: string;
  readonly startedAt?: string;
  readonly completedAt?: string;
  readonly cancelledAt?: string;
  readonly holds?: readonly (ToldStretch & { readonly reason?: HoldReason })[];
  readonly steps?: readonly (Omit<WorkStep, 'id' | 'at' | 'restoredAt'> & {
    readonly at: string;
    readonly restoredAt?: string;
  })[];
  readonly planned?: ToldStretch;
  readonly cost?: WorkHistory['cost'];
}

interface Machine {
  readonly registeredAt?: string;
  readonly marks: readonly { at: string; state: OperatingState; reason: string }[];
  readonly corrections?: readonly (ToldStretch & { state: OperatingState; saidAt: string })[];
  readonly work?: readonly ToldWork[];
  readonly records?: readonly (Omit<RecordHistory, 'performedAt' | 'workOrderId'> & {
    readonly performedAt: string;
  })[];
  readonly alarms?: readonly {
    readonly raisedAt: string;
    readonly acknowledgedAt?: string;
    readonly shelvedAt?: string;
  }[];
  readonly cases?: readonly { readonly openedAt: string; readonly endedAt?: string }[];
  readonly feedback?: readonly (Omit<Feedback, 'at'> & { readonly at: string })[];
  readonly annunciations?: readonly { at: string; source: string }[];
  readonly production?: readonly (Omit<Production, 'from' | 'to'> & ToldStretch)[];
  readonly metered?: readonly Metered[];
  readonly rates?: readonly (Omit<Rates, 'from'> & { from: string })[];
  readonly occurrences?: readonly {
    readonly dueAt: string;
    readonly toleranceMs: number;
    readonly doneAt: string | null;
    readonly end?: OccurrenceEnd;
  }[];
}

interface Expected {
  readonly value: string | null;
  readonly numerator?: string;
  readonly denominator?: string;
  readonly lowerBound?: string | null;
  readonly missing?: string;
  readonly counts?: Readonly<Record<string, string>>;
  readonly breakdown?: Readonly<Record<string, string>>;
  readonly notes?: readonly string[];
}

interface Case {
  readonly title: string;
  readonly window: ToldStretch & { readonly name?: string };
  readonly period?: KpiPeriod;
  readonly timeZone?: string;
  readonly within?: ToldStretch;
  readonly asOf?: string;
  readonly machines: readonly Machine[];
  readonly arithmetic: readonly string[];
  readonly expected: Readonly<Record<string, Expected>>;
}

const ms = (instant: string): number => Date.parse(instant);
const msOrNull = (instant: string | null | undefined): number | null =>
  instant === undefined || instant === null ? null : ms(instant);
const stretch = ({ from, to }: ToldStretch): Stretch => ({ from: ms(from), to: ms(to) });

const cases = readdirSync(__dirname)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => {
    const told = JSON.parse(readFileSync(join(__dirname, file), 'utf8')) as Case;
    return { file, ...told };
  });

function stepsOf({ startedAt, completedAt, cancelledAt, holds = [], steps = [] }: ToldWork) {
  const told: Omit<WorkStep, 'id'>[] = [
    ...(startedAt === undefined ? [] : [{ step: 'started' as const, at: ms(startedAt) }]),
    ...holds.flatMap(({ from, to, reason = 'other' }) => [
      { step: 'held' as const, at: ms(from), holdReason: reason },
      { step: 'resumed' as const, at: ms(to) },
    ]),
    ...steps.map(({ at, restoredAt, ...rest }) => ({
      ...{ ...rest, at: ms(at), restoredAt: msOrNull(restoredAt) },
    })),
    ...(completedAt === undefined ? [] : [{ step: 'completed' as const, at: ms(completedAt) }]),
    ...(cancelledAt === undefined ? [] : [{ step: 'cancelled' as const, at: ms(cancelledAt) }]),
  ];
  return told.map((step, index): WorkStep => ({ ...step, id: String(index).padStart(3, '0') }));
}

function workOf(told: ToldWork, index: number): WorkHistory {
  const { kind, createdAt, planned, cost } = told;
  return {
    ...{ id: `work-${index}`, kind, createdAt: msOrNull(createdAt) },
    planned: planned ? stretch(planned) : null,
    ...workLifeOf(stepsOf(told)),
    ...(cost && { cost }),
  };
}

function historyOf(machine: Machine): History {
  const work = (machine.work ?? []).map(workOf);
  const marks = machine.marks.map(({ at, state, reason }) => ({
    ...{ id: at, at: ms(at), state, reason },
    ...{ source: 'person' as const, saidAt: ms(at) },
  }));
  const corrections = (machine.corrections ?? []).map((each) => ({
    ...stretch(each),
    ...{ id: each.saidAt, state: each.state, reason: 'corrected', saidAt: ms(each.saidAt) },
  }));
  return {
    spans: timelineOf({
      marks: withRegistration(marks, msOrNull(machine.registeredAt)),
      corrections,
      work: work.flatMap(({ id, kind, attendances }) =>
        attendances.map(({ from, restoredAt }) => ({
          ...{ id, label: id, kind, startedAt: from, completedAt: restoredAt },
        })),
      ),
    }),
    work,
    records: (machine.records ?? []).map(({ performedAt, ...rest }) => ({
      ...{ ...rest, workOrderId: null, performedAt: ms(performedAt) },
    })),
    cases: (machine.cases ?? []).map(({ openedAt, endedAt }) => ({
      ...{ openedAt: ms(openedAt), endedAt: msOrNull(endedAt) },
    })),
    feedback: (machine.feedback ?? []).map(({ at, ...rest }) => ({ ...rest, at: ms(at) })),
    alarms: (machine.alarms ?? []).map(({ raisedAt, acknowledgedAt, shelvedAt }) => ({
      raisedAt: ms(raisedAt),
      acknowledgedAt: msOrNull(acknowledgedAt),
      shelvedAt: msOrNull(shelvedAt),
    })),
    annunciations: (machine.annunciations ?? []).map(({ at, source }) => ({ at: ms(at), source })),
    production: (machine.production ?? []).map((each) => ({ ...each, ...stretch(each) })),
    metered: machine.metered ?? [],
    rates: (machine.rates ?? []).map((each) => ({ ...each, from: ms(each.from) })),
    occurrences: (machine.occurrences ?? []).map(({ dueAt, doneAt, ...rest }): Occurrence => ({
      ...{ ...rest, dueAt: ms(dueAt), doneAt: msOrNull(doneAt) },
    })),
  };
}

function answered(
  { machines, window, asOf }: Case,
  kpi: string,
): Omit<KpiAnswer, 'window' | 'subject'> {
  const definition = definitions.get(kpi);
  if (!definition) throw new Error(`${kpi} is not defined`);
  const known = { from: ms(window.from), to: Math.min(ms(window.to), msOrNull(asOf) ?? Infinity) };
  const tallies = machines.map((machine) =>
    tallyOf(historyOf(machine), known, msOrNull(asOf) ?? Infinity),
  );
  return answer(definition, together(tallies));
}

/** Of an answer, what its case tells of it. */
function toldOf(found: Omit<KpiAnswer, 'window' | 'subject'>, expected: Expected): Expected {
  const counts = found.counts.filter(({ name }) => name in (expected.counts ?? {}));
  return {
    value: found.value,
    ...('numerator' in expected && { numerator: found.numerator.value }),
    ...(expected.denominator !== undefined && { denominator: found.denominator?.value ?? '' }),
    ...('lowerBound' in expected && { lowerBound: found.lowerBound }),
    ...(expected.missing !== undefined && { missing: found.missing ?? '' }),
    ...(expected.counts && { counts: byName(counts) }),
    ...(expected.breakdown && { breakdown: byName(found.breakdown) }),
    ...(expected.notes && { notes: found.notes }),
  };
}

const byName = (figures: readonly KpiFigure[]): Record<string, string> =>
  Object.fromEntries(figures.map(({ name, value }) => [name, value]));

/** What a case asks the calendar, if it does. */
function calendarOf({ period, timeZone, within, ...rest }: (typeof cases)[number]) {
  if (!period || !timeZone || !within) return [];
  return [{ ...rest, period, timeZone, within: stretch(within) }];
}

describe('key figures worked out by hand', () => {
  it('are of twenty histories or more that show their arithmetic, and of every definition', () => {
    expect(cases.length).toBeGreaterThanOrEqual(20);
    for (const { arithmetic } of cases) expect(arithmetic.length).toBeGreaterThan(2);
    const told = new Set(cases.flatMap(({ expected }) => Object.keys(expected)));
    expect([...definitions.keys()].filter((kpi) => !told.has(kpi))).toEqual([]);
  });

  it.each(cases.flatMap(calendarOf))('$file is about its whole $period', (each) => {
    const [window] = calendarPeriods(each.period, each.within, each.timeZone, 1);
    expect(window).toEqual({ name: each.window.name, ...stretch(each.window) });
  });

  describe.each(cases)('$file: $title', (each) => {
    it.each(Object.entries(each.expected))('%s agrees to the last digit', (kpi, expected) => {
      expect(toldOf(answered(each, kpi), expected)).toEqual(expected);
    });
  });
});
