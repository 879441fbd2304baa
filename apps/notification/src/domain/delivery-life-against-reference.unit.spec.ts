import assert from 'node:assert/strict';
import { ReferenceDelivery, scaleOf, type ReferenceResult } from '@libs/testing';
import fc from 'fast-check';
import {
  decideBeforehand,
  decideDelivery,
  type Attempt,
  type Decision,
} from './decide-delivery.js';
import { stepDelivery, type DeliveryParts, type DeliveryTrigger } from './delivery-life.js';

const SEQUENCES = scaleOf('DELIVERY_SEQUENCES', 10_000);
const DELAYS_MS = [5_000, 30_000];
const DAY_MS = 86_400_000;

/** An attempt that somebody began, and what they knew of the contact then. */
interface Made {
  readonly attempts: number;
  readonly wanted: boolean;
}
interface Model {
  readonly reference: ReferenceDelivery;
}
interface Real {
  parts: DeliveryParts;
  made: Made[];
  wanted: boolean;
  readonly told: string[];
}

const attemptOf = (result: ReferenceResult, retryAfterMs: number): Attempt => {
  if (result === 'accepted') return { kind: 'accepted' };
  const reason = 'The receiver would not take it.';
  return result === 'gone' ? { kind: 'gone', reason } : { kind: 'failed', reason, retryAfterMs };
};

/** Takes a step of the product's delivery; every refusal is explained, and none changes anything. */
function take(real: Real, trigger: DeliveryTrigger, expected: boolean): boolean {
  const step = stepDelivery(real.parts, trigger);
  assert.equal(step.kind === 'moved', expected);
  if (step.kind === 'refused') {
    assert.match(step.reason, /^[A-Z\d].+\.$/);
    return false;
  }
  const isUnderWay = step.parts.status === 'sending';
  assert.equal(step.heldMs > 0, isUnderWay || trigger.kind === 'revive');
  if (step.parts.status === 'retrying') {
    const least = DELAYS_MS[step.parts.attempts - 1] ?? Infinity;
    assert.ok((step.waitMs ?? 0) >= least && (step.waitMs ?? 0) <= DAY_MS);
  }
  real.parts = step.parts;
  return true;
}

class Doing implements fc.Command<Model, Real> {
  constructor(
    private readonly name: string,
    private readonly work: (reference: ReferenceDelivery, real: Real) => void,
  ) {}

  check(): boolean {
    return true;
  }

  run({ reference }: Model, real: Real): void {
    this.work(reference, real);
    assert.equal(real.parts.status, reference.status);
    assert.equal(real.parts.attempts, reference.begun);
    assert.deepEqual(real.told, reference.told);
    assert.ok(real.told.filter((end) => end === 'accepted').length <= 1);
  }

  toString(): string {
    return this.name;
  }
}

/** `behind`: how many attempts a job has slept through. */
const begin = fc
  .oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: -1, max: 3 }))
  .map(
    (behind) =>
      new Doing(`begin(${behind})`, (reference, real) => {
        const attempts = real.parts.attempts - behind;
        if (!take(real, { kind: 'claim', attempts }, reference.begin(attempts))) return;
        real.made.push({ attempts: real.parts.attempts, wanted: real.wanted });
      }),
  );

const finish = fc
  .record({
    which: fc.nat(5),
    result: fc.constantFrom<ReferenceResult>('accepted', 'failed', 'failed', 'failed', 'gone'),
    retryAfterMs: fc.constantFrom(0, 1, 60_000, 10 * DAY_MS),
  })
  .map(
    ({ which, result, retryAfterMs }) =>
      new Doing(`finish(${which}, ${result})`, (reference, real) => {
        const made = real.made[real.made.length - 1 - which];
        if (!made) return;
        const decision: Decision =
          decideBeforehand(made, DELAYS_MS) ??
          decideDelivery(attemptOf(result, retryAfterMs), made.attempts, DELAYS_MS);
        const { attempts, wanted } = made;
        const expected = reference.finish(attempts, result, wanted);
        if (!take(real, { kind: 'record', attempts, decision }, expected)) return;
        if (decision.kind === 'sent') real.told.push('accepted');
        if (decision.kind === 'dead') real.told.push('given up');
        if (decision.kind === 'dead' && decision.disableContact) real.wanted = false;
        assert.equal(real.wanted, reference.wanted);
      }),
  );

const revive = fc.constant(
  new Doing('revive', (reference, real) => {
    // Attempts of before are over by then: a channel takes seconds, a person at the board longer.
    if (take(real, { kind: 'revive' }, reference.revive())) real.made = [];
  }),
);

const remove = fc.constant(
  new Doing('remove the contact', (reference, real) => {
    real.wanted = false;
    reference.wanted = false;
  }),
);

describe('the life of a delivery, against a reference', () => {
  it(`NOT-01: is that of section 4.9 in ${SEQUENCES} random sequences: delivered once or given up, every refusal explained`, () => {
    const commands = fc.commands([begin, begin, finish, finish, revive, remove], {
      maxCommands: 30,
      size: 'max',
    });
    fc.assert(
      fc.property(commands, (sequence) => {
        const setup = () => ({
          model: { reference: new ReferenceDelivery(DELAYS_MS.length) },
          real: {
            parts: { status: 'queued', attempts: 0 } as const,
            made: [],
            wanted: true,
            told: [],
          },
        });
        fc.modelRun(setup, sequence);
      }),
      { numRuns: SEQUENCES },
    );
  }, 120_000);
});
