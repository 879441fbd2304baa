import assert from 'node:assert/strict';
import { ALARM_ACTIONS, SEVERITIES, type AlarmAction, type Severity } from '@libs/contracts';
import { ReferenceAlarm, type ReferenceOutcome } from '@libs/testing';
import fc from 'fast-check';
import { stepAlarm } from './alarm-life.js';
import { alarmState, isOver, type AlarmParts } from './alarm-parts.js';
import type { AlarmStep, AlarmTrigger } from './alarm-trigger.js';

const SEQUENCES = 10_000;
const RULES = [0, 1, 2] as const;
const START = Date.UTC(2026, 0, 5, 6);

/** What the plant is, twice: one equipment with three rules. */
interface Model {
  now: number;
  readonly works: Set<string>;
  readonly alarms: ReferenceAlarm[];
}
interface Real {
  /** Every occurrence of each rule; the last may be open. */
  readonly occurrences: AlarmParts[][];
}

const outcomeOf = (step: AlarmStep): ReferenceOutcome =>
  step.kind === 'moved' ? 'done' : step.kind === 'unchanged' ? 'nothing' : 'refused';

/** Does it to the product's alarm, and holds the step against what the reference says. */
function apply(
  real: Real,
  model: ReferenceAlarm,
  rule: number,
  trigger: AlarmTrigger,
  expected: () => ReferenceOutcome,
): void {
  const all = real.occurrences[rule] ?? [];
  const known = all.at(-1) ?? null;
  const wasOpen = known !== null && !isOver(known);
  const step = stepAlarm(known, trigger);
  // Not by expect(): some hundred thousand times that takes minutes.
  if (step.kind === 'refused') {
    assert.match(step.reason, /^[A-Z].+\.$/);
    assert.equal(String(step.allowed), String(ALARM_ACTIONS.filter((each) => model.may(each))));
  }
  assert.equal(outcomeOf(step), expected());
  if (step.kind !== 'moved') return;
  const isNew = trigger.kind === 'condition_true' && !wasOpen;
  if (isNew || known === null) all.push(step.parts);
  else all[all.length - 1] = step.parts;
  real.occurrences[rule] = all;
  assert.equal(step.happened.includes('cleared'), isOver(step.parts));
  assert.equal(step.happened.includes('raised'), isNew);
}

const ofProduct = (last: AlarmParts): string =>
  [
    alarmState(last),
    last.active,
    !last.acked,
    last.latched,
    last.shelvedUntil?.getTime(),
    [...last.suppressedBy].sort(),
    last.severity,
    last.count,
  ].join();

const ofReference = (model: ReferenceAlarm): string =>
  [
    model.state,
    model.condition,
    model.unseen,
    model.held,
    model.shelfEndsAt ?? undefined,
    [...model.causes].sort(),
    model.severity,
    model.times,
  ].join();

function check(real: Real, { alarms }: Model): void {
  alarms.forEach((model, rule) => {
    const all = real.occurrences[rule] ?? [];
    assert.equal(all.filter((each) => !isOver(each)).length, model.isNormal ? 0 : 1);
    const last = all.at(-1);
    if (last) assert.equal(ofProduct(last), ofReference(model));
  });
}

class Doing implements fc.Command<Model, Real> {
  constructor(
    private readonly name: string,
    private readonly work: (model: Model, real: Real) => void,
  ) {}

  check(): boolean {
    return true;
  }

  run(model: Model, real: Real): void {
    this.work(model, real);
    check(real, model);
  }

  toString(): string {
    return this.name;
  }
}

function alarmOf(model: Model, rule: number): ReferenceAlarm {
  const alarm = model.alarms[rule];
  if (!alarm) throw new Error(`There is no rule ${rule}.`);
  return alarm;
}

const rule = fc.constantFrom(...RULES);
const severity = fc.constantFrom<Severity>(...SEVERITIES);
const work = fc.constantFrom('work_order:1', 'work_order:2');

const begin = fc.record({ rule, severity, latching: fc.boolean() }).map(
  ({ rule, severity, latching }) =>
    new Doing(`begin(${rule}, ${severity}, ${String(latching)})`, (model, real) => {
      const alarm = alarmOf(model, rule);
      const suppressedBy = [...model.works];
      const trigger = { kind: 'condition_true', severity, latching, suppressedBy } as const;
      apply(real, alarm, rule, trigger, () => alarm.begin(severity, latching, model.works));
    }),
);

const end = rule.map(
  (rule) =>
    new Doing(`end(${rule})`, (model, real) => {
      const alarm = alarmOf(model, rule);
      apply(real, alarm, rule, { kind: 'condition_false' }, () => alarm.end());
    }),
);

const act = fc
  .record({
    rule,
    action: fc.constantFrom<Exclude<AlarmAction, 'shelve' | 'comment'>>(
      'acknowledge',
      'unshelve',
      'suppress',
      'unsuppress',
      'take_out_of_service',
      'return_to_service',
      'reset',
    ),
  })
  .map(
    ({ rule, action }) =>
      new Doing(`${action}(${rule})`, (model, real) => {
        const alarm = alarmOf(model, rule);
        const trigger =
          action === 'take_out_of_service'
            ? ({ kind: action, by: 'tess' } as const)
            : ({ kind: action } as const);
        apply(real, alarm, rule, trigger, () => alarm.act(action));
      }),
  );

const shelve = fc
  .record({ rule, minutes: fc.integer({ min: 1, max: 20 }), longest: fc.constantFrom(0, 10, 480) })
  .map(
    ({ rule, minutes, longest }) =>
      new Doing(`shelve(${rule}, ${minutes} of ${longest})`, (model, real) => {
        const alarm = alarmOf(model, rule);
        const at = new Date(model.now);
        const who = { by: 'tess', reason: 'nuisance' };
        const trigger = { kind: 'shelve', at, minutes, longestMinutes: longest, ...who } as const;
        apply(real, alarm, rule, trigger, () => alarm.shelve(model.now, minutes, longest));
      }),
  );

const pass = fc.integer({ min: 1, max: 15 }).map(
  (minutes) =>
    new Doing(`pass(${minutes})`, (model, real) => {
      model.now += minutes * 60_000;
      for (const rule of RULES) {
        const alarm = alarmOf(model, rule);
        const trigger = { kind: 'shelving_due', at: new Date(model.now) } as const;
        apply(real, alarm, rule, trigger, () => alarm.passTo(model.now));
      }
    }),
);

/** As the agent does it: what is under way is remembered, and what is open is touched. */
const workOn = fc.record({ work, begins: fc.boolean() }).map(
  ({ work, begins }) =>
    new Doing(`${begins ? 'start' : 'close'}(${work})`, (model, real) => {
      if (begins) model.works.add(work);
      else model.works.delete(work);
      for (const rule of RULES) {
        const alarm = alarmOf(model, rule);
        const last = real.occurrences[rule]?.at(-1);
        if (!last || isOver(last)) continue;
        const kind = begins ? 'cause_began' : 'cause_ended';
        apply(real, alarm, rule, { kind, cause: work }, () =>
          begins ? alarm.startWork(work) : alarm.endWork(work),
        );
      }
    }),
);

describe('the life of an alarm, against a reference', () => {
  it(`is that of ISA-18.2 in ${SEQUENCES} random sequences, one open alarm per rule, every refusal explained`, () => {
    const commands = fc.commands([begin, begin, end, act, act, shelve, pass, workOn], {
      maxCommands: 30,
      size: 'max',
    });
    fc.assert(
      fc.property(commands, (sequence) => {
        const setup = () => ({
          model: {
            now: START,
            works: new Set<string>(),
            alarms: RULES.map(() => new ReferenceAlarm()),
          },
          real: { occurrences: RULES.map((): AlarmParts[] => []) },
        });
        fc.modelRun(setup, sequence);
      }),
      { numRuns: SEQUENCES },
    );
  }, 120_000);
});
