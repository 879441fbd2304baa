import assert from 'node:assert/strict';
import { permissionsOf, WORK_ORDER_ACTIONS, type WorkOrderAction } from '@libs/contracts';
import { ReferenceWorkOrder, scaleOf } from '@libs/testing';
import fc from 'fast-check';
import { stepWorkOrder, type WorkOrderAct, type WorkOrderParts } from './work-order-life.js';

const SEQUENCES = scaleOf('WORK_ORDER_SEQUENCES', 10_000);
const START = Date.UTC(2026, 0, 5, 6);
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const REOPEN_DAYS = 3;

type History = readonly { readonly from: string | null; readonly to: string }[];

/** A work order as the domain moves it, as the reference does, and what was written of it. */
interface Tracked {
  real: WorkOrderParts;
  readonly reference: ReferenceWorkOrder;
  version: number;
  history: History;
}
interface World {
  minute: number;
  verifiedByOther: boolean;
  costly: boolean;
  readonly orders: Tracked[];
}

const PEOPLE = [
  { name: 'tess', stepsIn: false, permissions: permissionsOf(['technician']) },
  { name: 'tom', stepsIn: false, permissions: permissionsOf(['technician']) },
  { name: 'pia', stepsIn: true, permissions: permissionsOf(['planner']) },
] as const;
type Somebody = (typeof PEOPLE)[number];

const NEW: Omit<WorkOrderParts, 'status'> = {
  ...{ kind: 'condition_based', assignee: null, assigneeActor: null, completedByActor: null },
  ...{ plannedStartAt: null, plannedEndAt: null, crew: null, acknowledgedAt: null },
  ...{ approvedAt: null, assignedAt: null, startedAt: null, heldAt: null, completedAt: null },
  ...{ restoredAt: null, closedAt: null, reopenableUntil: null, remedy: null, cancelReason: null },
  signedAt: null,
};

const isActive = ({ real }: Tracked): boolean =>
  real.status !== 'closed' && real.status !== 'cancelled';

function actOf(action: WorkOrderAction, by: Somebody, now: Date): WorkOrderAct {
  switch (action) {
    case 'reject':
    case 'reject_work':
    case 'reopen':
    case 'cancel':
      return { action, reason: 'Trial.' };
    case 'schedule':
      return { action, plannedStartAt: now, plannedEndAt: now, crew: null };
    case 'assign':
      return { action, to: { actor: `user:${by.name}`, name: by.name } };
    case 'hold':
      return { action, holdReason: 'parts', reason: null };
    case 'complete':
      return { action, remedy: 'Done.', restoredAt: null };
    case 'submit':
    case 'approve':
    case 'plan':
    case 'claim':
    case 'release':
    case 'start':
    case 'resume':
    case 'close':
      return { action };
  }
}

/** What is true of the orders of one case at every instant. */
function check({ orders }: World): void {
  assert.ok(orders.filter(isActive).length <= 1, 'two active orders for one case');
  for (const { real, reference, version, history } of orders) {
    assert.equal(real.status, reference.status);
    assert.equal(real.assignee, reference.holder);
    assert.equal(version, reference.changes);
    assert.equal(history.length, version);
    assert.equal(history.at(-1)?.to, real.status);
    for (const [index, { from }] of history.entries()) {
      assert.equal(from, history[index - 1]?.to ?? null);
    }
    assert.equal(real.heldAt !== null, real.status === 'on_hold');
    const ended = real.status === 'completed' || real.status === 'closed';
    assert.equal(real.completedAt !== null, ended);
    assert.equal(real.closedAt !== null, real.status === 'closed');
  }
}

function take(world: World, back: number, action: WorkOrderAction, by: Somebody): void {
  const tracked = world.orders.at(-back);
  if (!tracked) return;
  const { real, reference } = tracked;
  const now = new Date(START + world.minute * MINUTE_MS);
  const { verifiedByOther, costly, minute } = world;
  const otherActive = world.orders.some((each) => each !== tracked && isActive(each));
  const around = { minute, verifiedByOther, costly, otherActive };
  const surroundings = { ...around, reopenMinutes: REOPEN_DAYS * DAY_MINUTES };
  const mayNow = reference.allowed(surroundings);
  const expected = reference.act(action, by, surroundings);
  const step = stepWorkOrder(
    real,
    actOf(action, by, now),
    { actor: `user:${by.name}`, ...by },
    {
      ...{ now, reopenDays: REOPEN_DAYS, verifiedByOther, needsApproval: costly, otherActive },
      ...{ beyondApprovers: false, obstacles: [] },
    },
  );
  assert.equal(step.kind, expected === 'done' ? 'moved' : expected);
  switch (step.kind) {
    case 'moved':
      tracked.history = [...tracked.history, { from: real.status, to: step.order.status }];
      tracked.version += 1;
      tracked.real = step.order;
      return;
    case 'forbidden':
      return assert.match(step.reason, /\.$/);
    case 'refused':
      assert.match(step.reason, /\.$/);
      assert.deepEqual(
        step.allowed,
        mayNow.filter((each) => each !== action),
      );
  }
}

class Doing implements fc.Command<World, object> {
  constructor(
    private readonly name: string,
    private readonly work: (world: World) => void,
  ) {}

  check(): boolean {
    return true;
  }

  run(world: World): void {
    this.work(world);
    check(world);
  }

  toString(): string {
    return this.name;
  }
}

const order = fc.constantFrom('draft' as const, 'awaiting_approval', 'approved').map(
  (status) =>
    new Doing(`order as ${status}`, (world) => {
      if (world.orders.some(isActive)) return;
      world.orders.push({
        real: { ...NEW, status },
        reference: new ReferenceWorkOrder(status),
        version: 1,
        history: [{ from: null, to: status }],
      });
    }),
);

const step = fc
  .record({
    action: fc.constantFrom(...WORK_ORDER_ACTIONS),
    back: fc.constantFrom(1, 1, 1, 2),
    by: fc.constantFrom(...PEOPLE),
  })
  .map(
    ({ action, back, by }) =>
      new Doing(`${action} by ${by.name} (${back})`, (world) => take(world, back, action, by)),
  );

/** One that is allowed, so that lives are long. */
const fitting = fc.record({ pick: fc.nat(), by: fc.constantFrom(...PEOPLE) }).map(
  ({ pick, by }) =>
    new Doing(`fitting ${pick} by ${by.name}`, (world) => {
      const around = { ...world, otherActive: false, reopenMinutes: REOPEN_DAYS * DAY_MINUTES };
      const allowed = world.orders.at(-1)?.reference.allowed(around) ?? [];
      const action = WORK_ORDER_ACTIONS.find((each) => each === allowed[pick % allowed.length]);
      if (action) take(world, 1, action, by);
    }),
);

const pass = fc.integer({ min: 1, max: 2 * DAY_MINUTES }).map(
  (minutes) =>
    new Doing(`pass ${minutes} minutes`, (world) => {
      world.minute += minutes;
    }),
);

const agree = fc.record({ verifiedByOther: fc.boolean(), costly: fc.boolean() }).map(
  (policy) =>
    new Doing(`agree on ${JSON.stringify(policy)}`, (world) => {
      Object.assign(world, policy);
    }),
);

describe('the life of a work order, against a reference', () => {
  it(`WOM-01: holds in ${SEQUENCES} random sequences: one active order for a case, every refusal explained, one version and one entry of history a change`, () => {
    const commands = fc.commands([order, step, fitting, fitting, fitting, pass, agree], {
      maxCommands: 40,
      size: 'max',
    });
    fc.assert(
      fc.property(commands, (sequence) => {
        const setup = () => ({
          model: { minute: 0, verifiedByOther: false, costly: false, orders: [] as Tracked[] },
          real: {},
        });
        fc.modelRun(setup, sequence);
      }),
      { numRuns: SEQUENCES },
    );
  }, 300_000);
});
