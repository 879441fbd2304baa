import assert from 'node:assert/strict';
import {
  CRITICALITIES,
  SEVERITIES,
  TRIAGE_VERDICTS,
  type CaseStatus,
  type Criticality,
  type Severity,
} from '@libs/contracts';
import fc from 'fast-check';
import { endWork, isEnded, joinCase, settleCase, type CaseParts } from './case-life.js';
import { refuseCase, reopen, type CaseAction } from './case-refusal.js';

const SEQUENCES = 10_000;
const DAY_MS = 86_400_000;
const REOPEN_DAYS = 14;
const START = Date.UTC(2026, 0, 5, 6);

/** Section 4.4 written a second time: what an equipment's cases may be. */
class ReferenceCase {
  status: CaseStatus = 'triaged';
  urgency = 0;
  worst = 0;
  repaired = false;
  endedAt = 0;

  get isEnded(): boolean {
    return ['resolved', 'false_positive', 'duplicate'].includes(this.status);
  }

  end(status: CaseStatus, now: number): void {
    this.status = status;
    this.endedAt = now;
  }
}

interface Model {
  now: number;
  active: number;
  unseen: number;
  readonly cases: ReferenceCase[];
}
interface RealCase extends CaseParts {
  readonly endedAt: number;
}
interface Real {
  readonly cases: RealCase[];
}

/** 0 watch, 1 plan, 2 act now: severity down, criticality A to D across. */
const URGENCY = ['0000', '1100', '2210', '2222'];

const OPENED: CaseParts = {
  status: 'open',
  severity: 'low',
  verdict: null,
  reason: null,
  workClosed: false,
};

const openOf = <T extends { status: CaseStatus }>(cases: readonly T[]): T | undefined =>
  cases.find((each) => !isEnded(each));

function replace(real: Real, known: RealCase, next: RealCase): void {
  real.cases[real.cases.indexOf(known)] = next;
}

/** What the agent does after each change. */
function settle(model: Model, real: Real): void {
  const known = openOf(real.cases);
  if (!known) return;
  const alarms = { active: model.active, open: model.active + model.unseen };
  const over = settleCase(known, alarms);
  const reference = openOf(model.cases);
  const calm = model.active === 0 && model.unseen === 0;
  const ends =
    reference !== undefined &&
    reference.status !== 'work_ordered' &&
    ((reference.repaired && model.active === 0) || (reference.urgency === 0 && calm));
  assert.equal(over !== null, ends);
  if (over === null) return;
  assert.match(over, /\.$/);
  replace(real, known, { ...known, status: 'resolved', endedAt: model.now });
  reference?.end('resolved', model.now);
}

function check(model: Model, real: Real): void {
  assert.ok(real.cases.filter((each) => !isEnded(each)).length <= 1);
  const told = (cases: readonly { status: CaseStatus }[]): string =>
    cases.map(({ status }) => status).join();
  assert.equal(told(real.cases), told(model.cases));
  const known = openOf(real.cases);
  const reference = openOf(model.cases);
  if (!known?.verdict || !reference) return;
  assert.equal(TRIAGE_VERDICTS.indexOf(known.verdict), reference.urgency);
  assert.equal(SEVERITIES.indexOf(known.severity), reference.worst);
  assert.equal(known.workClosed, reference.repaired);
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
    check(model, real);
  }

  toString(): string {
    return this.name;
  }
}

const trouble = fc
  .record({
    severity: fc.constantFrom<Severity>(...SEVERITIES),
    criticality: fc.constantFrom<Criticality>(...CRITICALITIES),
  })
  .map(
    ({ severity, criticality }) =>
      new Doing(`trouble(${severity}, ${criticality})`, (model, real) => {
        model.active += 1;
        const known = openOf(real.cases);
        const { parts, triaged } = joinCase(known ?? OPENED, severity, criticality);
        if (known) replace(real, known, { ...parts, endedAt: 0 });
        else real.cases.push({ ...parts, endedAt: 0 });

        const found = openOf(model.cases);
        const reference = found ?? new ReferenceCase();
        if (!found) model.cases.push(reference);
        const rank = SEVERITIES.indexOf(severity);
        const worse = rank > reference.worst;
        reference.worst = Math.max(reference.worst, rank);
        const urgency = Number(URGENCY[reference.worst]?.['ABCD'.indexOf(criticality)]);
        const moreUrgent = !found || urgency > reference.urgency || (worse && urgency > 0);
        assert.equal(triaged, moreUrgent || reference.repaired);
        if (moreUrgent) reference.urgency = urgency;
        if (reference.status !== 'work_ordered') reference.status = 'triaged';
        reference.repaired = false;
      }),
  );

const calm = fc.constant(
  new Doing('calm', (model, real) => {
    if (model.active === 0) return;
    model.active -= 1;
    model.unseen += 1;
    settle(model, real);
  }),
);

const acknowledge = fc.constant(
  new Doing('acknowledge', (model, real) => {
    if (model.unseen === 0) return;
    model.unseen -= 1;
    settle(model, real);
  }),
);

const order = fc.constant(
  new Doing('order', (model, real) => {
    const known = openOf(real.cases);
    const reference = openOf(model.cases);
    if (!known || !reference) return;
    replace(real, known, { ...known, status: 'work_ordered', workClosed: false });
    reference.status = 'work_ordered';
    reference.repaired = false;
  }),
);

const work = fc.constantFrom('closed' as const, 'cancelled' as const).map(
  (how) =>
    new Doing(`work ${how}`, (model, real) => {
      const known = openOf(real.cases);
      const reference = openOf(model.cases);
      if (known?.status !== 'work_ordered' || !reference) return;
      replace(real, known, { ...known, ...endWork(known, how) });
      reference.status = how === 'closed' ? 'monitoring' : 'triaged';
      reference.repaired = how === 'closed';
      settle(model, real);
    }),
);

const pass = fc.integer({ min: 1, max: 20 }).map(
  (days) =>
    new Doing(`pass(${days} days)`, (model) => {
      model.now += days * DAY_MS;
    }),
);

const ENDINGS = {
  resolve: 'resolved',
  mark_false_positive: 'false_positive',
  mark_duplicate: 'duplicate',
} as const;

function mayDo(model: Model, index: number, action: CaseAction): boolean {
  const reference = model.cases[index];
  if (!reference) return false;
  if (action === 'reopen') {
    const recent = model.now - reference.endedAt <= REOPEN_DAYS * DAY_MS;
    const other = model.cases.some((each) => !each.isEnded);
    return reference.isEnded && reference.status !== 'duplicate' && recent && !other;
  }
  if (reference.isEnded || reference.status === 'work_ordered') return false;
  return action !== 'resolve' || model.active === 0;
}

const decide = fc
  .record({
    back: fc.integer({ min: 1, max: 3 }),
    action: fc.constantFrom<CaseAction>(
      'resolve',
      'mark_false_positive',
      'mark_duplicate',
      'reopen',
    ),
  })
  .map(
    ({ back, action }) =>
      new Doing(`${action}(${back})`, (model, real) => {
        const known = real.cases.at(-back);
        const reference = model.cases.at(-back);
        if (!known || !reference) return;
        const index = real.cases.indexOf(known);
        const other = openOf(real.cases);
        const standing = {
          alarms: { active: model.active, open: model.active + model.unseen },
          reopenableUntil: isEnded(known) ? new Date(known.endedAt + REOPEN_DAYS * DAY_MS) : null,
          otherOpen: other && other !== known ? 'another' : null,
        };
        const refusal = refuseCase(known, action, standing, new Date(model.now));
        assert.equal(refusal === null, mayDo(model, index, action));
        if (refusal) {
          assert.match(refusal.reason, /\.$/);
          assert.deepEqual(
            [...refusal.allowed],
            (['resolve', 'mark_false_positive', 'mark_duplicate', 'reopen'] as const).filter(
              (each) => mayDo(model, index, each),
            ),
          );
        } else if (action === 'reopen') {
          replace(real, known, { ...known, ...reopen(known), endedAt: 0 });
          reference.status = 'triaged';
          reference.repaired = false;
        } else {
          const status = ENDINGS[action];
          replace(real, known, { ...known, status, endedAt: model.now });
          reference.end(status, model.now);
        }
      }),
  );

describe('the life of a case, against a reference', () => {
  it(`holds in ${SEQUENCES} random sequences: one open case, every refusal explained`, () => {
    const commands = fc.commands(
      [trouble, trouble, calm, acknowledge, order, work, decide, decide, pass],
      { maxCommands: 30, size: 'max' },
    );
    fc.assert(
      fc.property(commands, (sequence) => {
        const setup = () => ({
          model: { now: START, active: 0, unseen: 0, cases: [] as ReferenceCase[] },
          real: { cases: [] as RealCase[] },
        });
        fc.modelRun(setup, sequence);
      }),
      { numRuns: SEQUENCES },
    );
  }, 120_000);
});
