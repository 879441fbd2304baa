import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KpiAnswer, KpiPeriod, OperatingState } from '@libs/contracts';
import { calendarPeriods } from '../../apps/analytics/src/domain/calendar/calendar-periods.js';
import { answer, definitions } from '../../apps/analytics/src/domain/kpi/definitions.js';
import type {
  History,
  Occurrence,
  Production,
  Rates,
  Stretch,
  WorkHistory,
} from '../../apps/analytics/src/domain/kpi/history.js';
import { tallyOf } from '../../apps/analytics/src/domain/kpi/tally-of.js';
import { together } from '../../apps/analytics/src/domain/kpi/tally.js';
import { withRegistration } from '../../apps/analytics/src/domain/timeline/registration-mark.js';
import { timelineOf } from '../../apps/analytics/src/domain/timeline/timeline.js';

/** A file's instants are texts; the product's are milliseconds. */
type Told<T> = {
  readonly [K in keyof T]?: T[K] extends number | null ? string | Exclude<T[K], number> : T[K];
};
type ToldStretch = Told<Stretch> & { readonly from: string; readonly to: string };

interface Machine {
  readonly registeredAt?: string;
  readonly marks: readonly { at: string; state: OperatingState; reason: string }[];
  readonly corrections?: readonly (ToldStretch & { state: OperatingState; saidAt: string })[];
  readonly work?: readonly (Omit<Told<WorkHistory>, 'kind' | 'holds'> & {
    readonly kind: WorkHistory['kind'];
    readonly holds?: readonly ToldStretch[];
  })[];
  readonly alarms?: readonly { raisedAt: string; acknowledgedAt: string }[];
  readonly annunciations?: readonly { at: string; source: string }[];
  readonly production?: readonly (Omit<Production, 'from' | 'to'> & ToldStretch)[];
  readonly rates?: readonly (Omit<Rates, 'from'> & { from: string })[];
  readonly occurrences?: readonly {
    readonly dueAt: string;
    readonly toleranceMs: number;
    readonly doneAt: string | null;
  }[];
}

interface Expected {
  readonly value: string | null;
  readonly numerator?: string;
  readonly denominator?: string;
  readonly lowerBound?: string | null;
  readonly missing?: string;
  readonly counts?: Readonly<Record<string, string>>;
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

function historyOf(machine: Machine): History {
  const work = (machine.work ?? []).map(({ kind, holds, cost, ...told }, index) => ({
    ...{ id: `work-${index}`, label: `work ${index}`, kind },
    createdAt: msOrNull(told.createdAt),
    startedAt: msOrNull(told.startedAt),
    completedAt: msOrNull(told.completedAt),
    cancelledAt: msOrNull(told.cancelledAt),
    holds: (holds ?? []).map(stretch),
    ...(cost && { cost }),
  }));
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
      work,
    }),
    work,
    alarms: (machine.alarms ?? []).map(({ raisedAt, acknowledgedAt }) => ({
      raisedAt: ms(raisedAt),
      acknowledgedAt: ms(acknowledgedAt),
    })),
    annunciations: (machine.annunciations ?? []).map(({ at, source }) => ({ at: ms(at), source })),
    production: (machine.production ?? []).map((each) => ({ ...each, ...stretch(each) })),
    rates: (machine.rates ?? []).map((each) => ({ ...each, from: ms(each.from) })),
    occurrences: (machine.occurrences ?? []).map(({ dueAt, toleranceMs, doneAt }): Occurrence => ({
      ...{ dueAt: ms(dueAt), toleranceMs, doneAt: msOrNull(doneAt) },
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
  const tallies = machines.map((machine) => tallyOf(historyOf(machine), known));
  return answer(definition, together(tallies));
}

/** Of an answer, what its case tells of it. */
function toldOf(found: Omit<KpiAnswer, 'window' | 'subject'>, expected: Expected): Expected {
  const counts = Object.fromEntries(
    found.counts
      .filter(({ name }) => name in (expected.counts ?? {}))
      .map((each) => [each.name, each.value]),
  );
  return {
    value: found.value,
    ...('numerator' in expected && { numerator: found.numerator.value }),
    ...(expected.denominator !== undefined && { denominator: found.denominator?.value ?? '' }),
    ...('lowerBound' in expected && { lowerBound: found.lowerBound }),
    ...(expected.missing !== undefined && { missing: found.missing ?? '' }),
    ...(expected.counts && { counts }),
    ...(expected.notes && { notes: found.notes }),
  };
}

/** What a case asks the calendar, if it does. */
function calendarOf({ period, timeZone, within, ...rest }: (typeof cases)[number]) {
  if (!period || !timeZone || !within) return [];
  return [{ ...rest, period, timeZone, within: stretch(within) }];
}

describe('key figures worked out by hand', () => {
  it('are of twenty histories that show their arithmetic, and of every definition', () => {
    expect(cases).toHaveLength(20);
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
