import assert from 'node:assert/strict';
import type { InspectionAction, InspectionStatus, ReviewPolicy } from '@libs/contracts';
import fc from 'fast-check';
import {
  nextByItself,
  passTime,
  stepInspection,
  type InspectionMove,
  type InspectionParts,
} from './inspection-life.js';

const SEQUENCES = 10_000;
const HOUR_MS = 3_600_000;
const START = Date.UTC(2026, 0, 5, 6);
const PEOPLE = ['olga', 'pete'] as const;

/** Section 4.7 written a second time, as what happened instead of a table of states. */
class Reference {
  now = START;
  cancelled = false;
  started = false;
  submittedBy: string | null = null;
  reviewed = false;
  closed = false;

  constructor(
    readonly dueAt: number,
    readonly closesAt: number,
    readonly policy: ReviewPolicy,
  ) {}

  get isLate(): boolean {
    return this.now >= this.closesAt && !this.started;
  }

  get status(): InspectionStatus {
    if (this.cancelled) return 'cancelled';
    if (this.closed) return 'closed';
    if (this.reviewed) return 'reviewed';
    if (this.submittedBy !== null) return 'submitted';
    if (this.started) return 'in_progress';
    if (this.isLate) return 'missed';
    return this.now >= this.dueAt ? 'due' : 'scheduled';
  }

  /** Whether it may be done at all, whoever asks and whatever was measured. */
  offers(action: InspectionAction): boolean {
    if (this.cancelled) return false;
    const open = this.submittedBy === null;
    const begun = this.now >= this.dueAt;
    switch (action) {
      case 'start':
        return open && begun && !this.started && !this.isLate;
      case 'submit':
        return open && begun;
      case 'review':
        return !open && !this.reviewed;
      case 'close':
        return this.reviewed && !this.closed;
      case 'cancel':
        return open && !this.isLate;
    }
  }
}

interface Real {
  parts: InspectionParts;
}

const ACTIONS = ['start', 'submit', 'review', 'close', 'cancel'] as const;

class Doing implements fc.Command<Reference, Real> {
  constructor(
    private readonly name: string,
    private readonly work: (model: Reference, real: Real) => void,
  ) {}

  check(): boolean {
    return true;
  }

  run(model: Reference, real: Real): void {
    this.work(model, real);
    const status = passTime(real.parts, new Date(model.now));
    assert.equal(status, model.status);
    const next = nextByItself({ ...real.parts, status });
    // What time would move next is never in the past: nothing waits for a job that does not come.
    if (next) assert.ok(next.getTime() > model.now);
    else assert.ok(!['scheduled', 'due'].includes(status));
  }

  toString(): string {
    return this.name;
  }
}

const pass = fc.integer({ min: 1, max: 8 }).map(
  (hours) =>
    new Doing(`pass(${hours} h)`, (model) => {
      model.now += hours * HOUR_MS;
    }),
);

const act = fc
  .record({
    action: fc.constantFrom(...ACTIONS),
    person: fc.constantFrom(...PEOPLE),
    measuredHoursAgo: fc.integer({ min: 0, max: 12 }),
  })
  .map(
    ({ action, person, measuredHoursAgo }) =>
      new Doing(`${action}(${person}, ${measuredHoursAgo} h ago)`, (model, real) => {
        const performedAt = new Date(model.now - measuredHoursAgo * HOUR_MS);
        const status = passTime(real.parts, new Date(model.now));
        const parts = { ...real.parts, status };
        const step = stepInspection(parts, moveOf(action, performedAt, model.policy), person);
        const inTime = !model.isLate || performedAt.getTime() < model.closesAt;
        const own = action === 'review' && model.submittedBy === person;
        const offered = model.offers(action) && (action !== 'submit' || inTime);
        if (!offered) {
          assert.ok(step.kind === 'refused');
          assert.match(step.reason, /\.$/);
          assert.deepEqual(
            step.allowed,
            ACTIONS.filter((each) => model.offers(each)),
          );
          return;
        }
        if (own && model.policy === 'other_person') {
          assert.ok(step.kind === 'forbidden');
          assert.match(step.reason, /\.$/);
          return;
        }
        assert.ok(step.kind === 'moved');
        const submittedActor = action === 'submit' ? person : parts.submittedActor;
        real.parts = { ...parts, status: step.status, submittedActor };
        happen(model, action, person);
      }),
  );

function moveOf(action: InspectionAction, performedAt: Date, policy: ReviewPolicy): InspectionMove {
  if (action === 'submit') return { kind: action, performedAt };
  return action === 'review' ? { kind: action, policy } : { kind: action };
}

function happen(model: Reference, action: InspectionAction, person: string): void {
  if (action === 'start') model.started = true;
  if (action === 'submit') model.submittedBy = person;
  if (action === 'review') model.reviewed = true;
  if (action === 'close') model.closed = true;
  if (action === 'cancel') model.cancelled = true;
}

describe('the life of an inspection, against a reference', () => {
  it(`INS-01: holds in ${SEQUENCES} random sequences, every refusal explained`, () => {
    const begin = fc.record({
      dueIn: fc.integer({ min: -2, max: 10 }),
      hours: fc.integer({ min: 3, max: 12 }),
      policy: fc.constantFrom<ReviewPolicy>('other_person', 'anybody'),
    });
    const commands = fc.commands([pass, act, act, act], { maxCommands: 25, size: 'max' });
    fc.assert(
      fc.property(begin, commands, ({ dueIn, hours, policy }, sequence) => {
        const dueAt = START + dueIn * HOUR_MS;
        const closesAt = dueAt + hours * HOUR_MS;
        const parts: InspectionParts = {
          status: dueAt <= START ? 'due' : 'scheduled',
          dueAt: new Date(dueAt),
          closesAt: new Date(closesAt),
          submittedActor: null,
        };
        const setup = () => ({ model: new Reference(dueAt, closesAt, policy), real: { parts } });
        fc.modelRun(setup, sequence);
      }),
      { numRuns: SEQUENCES },
    );
  }, 120_000);
});
