import {
  ApproveWorkOrder,
  AssignWorkOrder,
  CancelWorkOrder,
  ClaimWorkOrder,
  CloseWorkOrder,
  CompleteWorkOrder,
  CreateWorkOrder,
  GetWorkOrder,
  HoldWorkOrder,
  ListWorkOrderHistory,
  ListWorkOrders,
  PlanWorkOrder,
  RejectWork,
  RejectWorkOrder,
  ReleaseWorkOrder,
  ReopenWorkOrder,
  ResumeWorkOrder,
  ScheduleWorkOrder,
  StartWorkOrder,
  SubmitWorkOrder,
  WORK_ORDER_ACTIONS,
  type Role,
  type WorkOrderAction,
  type WorkOrderView,
} from '@libs/contracts';
import { ask, MaintenanceBench, ReferenceWorkOrder, scaleOf, TestPlant } from '@libs/testing';
import { Refusal } from '@libs/messaging';
import { schemas } from '@migrations';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { MaintenanceModule } from './maintenance.module.js';

const SEQUENCES = scaleOf('WORK_ORDER_DATABASE_SEQUENCES', 15);

const PEOPLE = [
  { name: 'tess', roles: ['technician'], stepsIn: false },
  { name: 'tom', roles: ['technician'], stepsIn: false },
  { name: 'pia', roles: ['planner'], stepsIn: true },
] as const satisfies readonly { name: string; roles: readonly Role[]; stepsIn: boolean }[];

type Step =
  | { readonly kind: 'order'; readonly draft: boolean }
  | {
      readonly kind: 'act';
      /** An action that is allowed, so that lives are long. */
      readonly pick: number | null;
      readonly action: WorkOrderAction;
      readonly by: number;
    };

const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('order' as const), draft: fc.boolean() }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('act' as const),
      pick: fc.option(fc.nat(20), { freq: 4 }),
      action: fc.constantFrom(...WORK_ORDER_ACTIONS),
      by: fc.nat(2),
    }),
  },
);

const AROUND = {
  ...{ minute: 0, reopenMinutes: 60, verifiedByOther: false, costly: false, otherActive: false },
};

/** The orders of one case, each moved twice: here by the agent, there by the reference. */
class Trial {
  private readonly caseId = uuidv7();
  private readonly orders: { readonly id: string; readonly reference: ReferenceWorkOrder }[] = [];

  constructor(
    private readonly plant: TestPlant,
    private readonly bench: MaintenanceBench,
  ) {}

  async do(step: Step): Promise<void> {
    if (step.kind === 'order') return this.order(step.draft);
    const current = this.orders.at(-1);
    if (!current) return;
    const { reference, id: workOrderId } = current;
    const allowed = reference.allowed(AROUND);
    const fitting = step.pick === null ? undefined : allowed[step.pick % allowed.length];
    const action = WORK_ORDER_ACTIONS.find((each) => each === fitting) ?? step.action;
    const who = PEOPLE[step.by] ?? PEOPLE[0];
    const expected = reference.act(action, who, AROUND);
    const caller = this.plant.caller(who.name, who.roles);
    const error = await this.act(action, workOrderId, caller).then(
      () => null,
      (reason: unknown) => reason,
    );
    if (expected === 'done') return expect(error).toBeNull();
    const status = expected === 'forbidden' ? 403 : 409;
    expect(error).toBeInstanceOf(Refusal);
    if (!(error instanceof Refusal)) return;
    expect(error.problem).toMatchObject({ status });
    expect(error.problem.detail).toMatch(/\.$/);
    if (status === 409) {
      expect(error.problem.allowed).toEqual(allowed.filter((each) => each !== action));
    }
  }

  async compare(): Promise<void> {
    const caller = this.plant.caller();
    const { items } = await ask(
      this.bench.gateway,
      ListWorkOrders,
      { caseId: this.caseId, pageSize: 100 },
      caller,
    );
    const active = items.filter(({ status }) => status !== 'closed' && status !== 'cancelled');
    expect(active.length).toBeLessThanOrEqual(1);
    expect(items).toHaveLength(this.orders.length);
    const current = this.orders.at(-1);
    if (!current) return;
    const of = { workOrderId: current.id };
    const order = await ask(this.bench.gateway, GetWorkOrder, of, caller);
    const { status, holder: assignee, changes: version } = current.reference;
    expect(order).toMatchObject({ status, assignee, version });
    expect(order.allowedActions).toEqual(current.reference.allowed(AROUND));
    await this.compareHistory(order);
  }

  private async compareHistory({ id: workOrderId, version, status }: WorkOrderView): Promise<void> {
    const history = await ask(
      this.bench.gateway,
      ListWorkOrderHistory,
      { workOrderId, pageSize: 100 },
      this.plant.caller(),
    );
    expect(history.items.map((each) => each.version)).toEqual(
      Array.from({ length: version }, (_, index) => version - index),
    );
    expect(history.items[0]?.to).toBe(status);
    for (const [index, { from }] of history.items.entries()) {
      expect(from).toBe(history.items[index + 1]?.to ?? null);
    }
  }

  private async order(draft: boolean): Promise<void> {
    const tasks = [{ text: 'Fit it', resultKind: 'pass_fail' as const }];
    const request = { ...this.bench.work({ tasks }), caseId: this.caseId, draft };
    const asked = ask(this.bench.gateway, CreateWorkOrder, request, this.plant.caller());
    if (this.orders.some(({ reference }) => reference.isActive)) {
      await expect(asked).rejects.toMatchObject({ problem: { status: 409 } });
      return;
    }
    const { id, status } = await asked;
    expect(status).toBe(draft ? 'draft' : 'approved');
    this.orders.push({ id, reference: new ReferenceWorkOrder(status) });
  }

  private act(
    action: WorkOrderAction,
    workOrderId: string,
    caller: ReturnType<TestPlant['caller']>,
  ): Promise<WorkOrderView> {
    const of = { workOrderId };
    const why = { ...of, reason: 'Trial.' };
    const window = { plannedStartAt: '2030-01-01T06:00:00Z', plannedEndAt: '2030-01-01T07:00:00Z' };
    const { gateway } = this.bench;
    switch (action) {
      case 'submit':
        return ask(gateway, SubmitWorkOrder, of, caller);
      case 'approve':
        return ask(gateway, ApproveWorkOrder, of, caller);
      case 'reject':
        return ask(gateway, RejectWorkOrder, why, caller);
      case 'plan':
        return ask(gateway, PlanWorkOrder, of, caller);
      case 'schedule':
        return ask(gateway, ScheduleWorkOrder, { ...of, ...window }, caller);
      case 'claim':
        return ask(gateway, ClaimWorkOrder, of, caller);
      case 'assign': {
        const { actor, name } = caller;
        return ask(gateway, AssignWorkOrder, { ...of, actor, name }, caller);
      }
      case 'release':
        return ask(gateway, ReleaseWorkOrder, of, caller);
      case 'start':
        return ask(gateway, StartWorkOrder, of, caller);
      case 'hold':
        return ask(gateway, HoldWorkOrder, { ...of, reason: 'permit' }, caller);
      case 'resume':
        return ask(gateway, ResumeWorkOrder, of, caller);
      case 'complete':
        return ask(gateway, CompleteWorkOrder, { ...of, remedy: 'Done.' }, caller);
      case 'close':
        return ask(gateway, CloseWorkOrder, of, caller);
      case 'reject_work':
        return ask(gateway, RejectWork, why, caller);
      case 'reopen':
        return ask(gateway, ReopenWorkOrder, why, caller);
      case 'cancel':
        return ask(gateway, CancelWorkOrder, why, caller);
    }
  }
}

describe('the life of a work order in the running agent', () => {
  let plant: TestPlant;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('maintenance', MaintenanceModule);
    await plant.startAgent('maintenance', MaintenanceModule);
  });

  afterAll(() => plant.stop());

  it(`WOM-01 WOM-02: is that of the reference in ${SEQUENCES} random sequences`, async () => {
    const bench = await MaintenanceBench.on(plant);
    const sequence = fc.array(steps, { minLength: 10, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(sequence, async (taken) => {
        const trial = new Trial(plant, bench);
        await trial.do({ kind: 'order', draft: false });
        for (const step of taken) {
          await trial.do(step);
          await trial.compare();
        }
      }),
      { numRuns: SEQUENCES, endOnFailure: true },
    );
  }, 600_000);
});
