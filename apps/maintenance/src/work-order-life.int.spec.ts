import {
  AddMaintenanceRecord,
  ApproveWorkOrder,
  AssignWorkOrder,
  CancelWorkOrder,
  ClaimWorkOrder,
  CloseWorkOrder,
  CompleteWorkOrder,
  CreateWorkOrder,
  HoldWorkOrder,
  ListWorkOrderHistory,
  ListWorkOrders,
  PlanWorkOrder,
  RejectWork,
  RejectWorkOrder,
  ReopenWorkOrder,
  ResumeWorkOrder,
  ScheduleWorkOrder,
  SetWorkPolicy,
  StartWorkOrder,
  SubmitWorkOrder,
  WorkOrderScheduled,
  type WorkOrderView,
} from '@libs/contracts';
import { ask, eventually, MaintenanceBench, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { v7 as uuidv7 } from 'uuid';
import { MaintenanceModule } from './maintenance.module.js';

describe('the life of a work order', () => {
  let plant: TestPlant;
  let bench: MaintenanceBench;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('maintenance', MaintenanceModule);
    await plant.startAgent('maintenance', MaintenanceModule);
    bench = await MaintenanceBench.on(plant);
  });

  afterAll(() => plant.stop());

  const tess = () => plant.caller('tess', ['technician']);
  const pia = () => plant.caller('pia', ['planner']);

  const whole = { tasks: [{ text: 'Fit it', resultKind: 'pass_fail' as const }] };

  const agree = (policy: Partial<SetWorkPolicy>) =>
    ask(
      bench.gateway,
      SetWorkPolicy,
      {
        ...{ autonomy: 'act', approvalAbove: null, approverLimit: null, reopenDays: 14 },
        ...{ verifiedByOther: false, signed: false, currency: 'EUR' },
        ...policy,
      },
      pia(),
    );

  afterEach(() => agree({}));

  it('WOM-04 ANA-02: takes nothing for past that has not come yet', async () => {
    const future = '2099-01-01T00:00:00Z';
    const refused = (field: string) => ({ problem: { status: 422, errors: [{ field }] } });
    await expect(bench.anOrder({ detectedAt: future })).rejects.toMatchObject(
      refused('detectedAt'),
    );
    const { gateway, equipmentId } = bench;
    const { id: workOrderId } = await bench.anOrder();
    await ask(gateway, ClaimWorkOrder, { workOrderId }, tess());
    await ask(gateway, StartWorkOrder, { workOrderId }, tess());
    const done = { workOrderId, remedy: 'Fitted.', restoredAt: future };
    const early = ask(gateway, CompleteWorkOrder, done, tess());
    await expect(early).rejects.toMatchObject(refused('restoredAt'));
    const oil = { equipmentId, maintenanceType: 'oil_change', description: 'Changed the oil' };
    const told = ask(gateway, AddMaintenanceRecord, { ...oil, performedAt: future }, tess());
    await expect(told).rejects.toMatchObject(refused('performedAt'));
  });

  it('WOM-01 WOM-10: goes the whole way from a draft to its reopening, and every change is kept', async () => {
    const order = await bench.anOrder({ ...whole, draft: true, title: 'Fit a guard' });
    expect(order).toMatchObject({ status: 'draft', allowedActions: ['submit', 'cancel'] });
    const { gateway } = bench;
    const workOrderId = order.id;
    const of = { workOrderId };
    await ask(gateway, SubmitWorkOrder, of, pia());
    await ask(gateway, PlanWorkOrder, of, pia());
    const window = {
      plannedStartAt: '2030-01-07T06:00:00.000Z',
      plannedEndAt: '2030-01-07T14:00:00.000Z',
    };
    const scheduled = await ask(gateway, ScheduleWorkOrder, { ...of, ...window, crew: 'A' }, pia());
    expect(scheduled).toMatchObject({ ...window, crew: 'A', status: 'scheduled' });
    await ask(gateway, AssignWorkOrder, { ...of, actor: 'user:tess', name: 'tess' }, pia());
    await ask(gateway, StartWorkOrder, of, tess());
    await ask(gateway, HoldWorkOrder, { ...of, reason: 'parts', note: 'No seal.' }, tess());
    const resumed = await ask(gateway, ResumeWorkOrder, of, tess());
    expect(resumed).toMatchObject({ status: 'in_progress', heldAt: null });
    const restoredAt = '2026-11-20T10:00:00.000Z';
    await ask(gateway, CompleteWorkOrder, { ...of, remedy: 'Fitted.', restoredAt }, tess());
    await ask(gateway, RejectWork, { ...of, reason: 'It rattles.' }, pia());
    await ask(gateway, CompleteWorkOrder, { ...of, remedy: 'Tightened.', restoredAt }, tess());
    await ask(gateway, CloseWorkOrder, of, pia());
    const reopened = await ask(
      gateway,
      ReopenWorkOrder,
      { ...of, reason: 'It rattles again.' },
      pia(),
    );
    expect(reopened).toMatchObject({ status: 'in_progress', completedAt: null, version: 13 });

    const { items, totalCount } = await ask(
      gateway,
      ListWorkOrderHistory,
      { ...of, pageSize: 100 },
      tess(),
    );
    expect(totalCount).toBe(13);
    expect(items.map(({ action, from, to, by }) => [action, from, to, by]).reverse()).toEqual([
      ['create', null, 'draft', 'tess'],
      ['submit', 'draft', 'approved', 'pia'],
      ['plan', 'approved', 'planned', 'pia'],
      ['schedule', 'planned', 'scheduled', 'pia'],
      ['assign', 'scheduled', 'assigned', 'pia'],
      ['start', 'assigned', 'in_progress', 'tess'],
      ['hold', 'in_progress', 'on_hold', 'tess'],
      ['resume', 'on_hold', 'in_progress', 'tess'],
      ['complete', 'in_progress', 'completed', 'tess'],
      ['reject_work', 'completed', 'in_progress', 'pia'],
      ['complete', 'in_progress', 'completed', 'tess'],
      ['close', 'completed', 'closed', 'pia'],
      ['reopen', 'closed', 'in_progress', 'pia'],
    ]);
    expect(items.find(({ action }) => action === 'hold')).toMatchObject({
      holdReason: 'parts',
      reason: 'No seal.',
    });

    const told = await bench.toldOf(workOrderId, 'reopened');
    expect(told).toEqual([
      ...['created', 'added', 'submitted', 'approved', 'planned', 'scheduled', 'assigned'],
      'started',
      // Its task was added, and each completion leaves its record.
      ...['held', 'resumed', 'completed', 'added', 'sent_back', 'completed', 'added'],
      ...['verified', 'closed'],
      'reopened',
    ]);
  });

  it('lets a crew be at one place at a time', async () => {
    const planned = async (): Promise<WorkOrderView> => {
      const { id } = await bench.anOrder(whole);
      return ask(bench.gateway, PlanWorkOrder, { workOrderId: id }, pia());
    };
    const [first, second] = [await planned(), await planned()];
    const schedule = ({ id: workOrderId }: WorkOrderView, from: string, to: string) =>
      ask(
        bench.gateway,
        ScheduleWorkOrder,
        { workOrderId, plannedStartAt: from, plannedEndAt: to, crew: 'B' },
        pia(),
      );
    await schedule(first, '2030-01-08T06:00:00Z', '2030-01-08T08:00:00Z');
    await expect(
      schedule(second, '2030-01-08T07:00:00Z', '2030-01-08T09:00:00Z'),
    ).rejects.toMatchObject({
      problem: {
        status: 409,
        detail: `The crew B is at ${first.number} at that time.`,
        allowed: ['cancel'],
      },
    });
    await expect(
      schedule(second, '2030-01-08T09:00:00Z', '2030-01-08T08:00:00Z'),
    ).rejects.toMatchObject({ problem: { status: 422, errors: [{ field: 'plannedEndAt' }] } });
    await schedule(second, '2030-01-08T08:00:00Z', '2030-01-08T09:00:00Z');
  });

  it('WOM-01: moves scheduled work to another window, also once it has somebody, and tells the later one', async () => {
    const { gateway } = bench;
    const window = (hours: string, until: string) => ({
      plannedStartAt: `2030-01-09T${hours}:00:00.000Z`,
      plannedEndAt: `2030-01-09T${until}:00:00.000Z`,
    });
    const scheduled = async (asked: { readonly plannedStartAt: string; plannedEndAt: string }) => {
      const { id: workOrderId } = await bench.anOrder(whole);
      await ask(gateway, PlanWorkOrder, { workOrderId }, pia());
      return ask(gateway, ScheduleWorkOrder, { workOrderId, ...asked, crew: 'C' }, pia());
    };
    const other = await scheduled(window('06', '08'));
    const { id: workOrderId } = await scheduled(window('08', '10'));
    const move = (asked: { readonly plannedStartAt: string; plannedEndAt: string }, rest = {}) =>
      ask(gateway, ScheduleWorkOrder, { workOrderId, ...asked, ...rest }, pia());

    await expect(move(window('07', '09'))).rejects.toMatchObject({
      problem: { status: 409, detail: `The crew C is at ${other.number} at that time.` },
    });
    // Its own window does not stand in its way.
    const later = await move(window('09', '11'));
    expect(later).toMatchObject({ ...window('09', '11'), crew: 'C', status: 'scheduled' });
    await ask(gateway, AssignWorkOrder, { workOrderId, actor: 'user:tess', name: 'tess' }, pia());
    const latest = await move(window('07', '09'), { crew: 'D' });
    expect(latest).toMatchObject({ crew: 'D', status: 'assigned', assignee: 'tess' });
    expect(latest.allowedActions).toContain('schedule');
    const told = { workOrderId, plannedStartAt: latest.plannedStartAt ?? '' };
    expect(await bench.told(WorkOrderScheduled, told)).toMatchObject({
      ...{ ...window('07', '09'), crew: 'D' },
    });
    await ask(gateway, StartWorkOrder, { workOrderId }, tess());
    await expect(move(window('12', '13'))).rejects.toMatchObject({ problem: { status: 409 } });
    const { items } = await ask(gateway, ListWorkOrderHistory, { workOrderId }, tess());
    expect(items.slice(1, 4).map(({ action, from, to }) => [action, from, to])).toEqual([
      ['schedule', 'assigned', 'assigned'],
      ['assign', 'scheduled', 'assigned'],
      ['schedule', 'scheduled', 'scheduled'],
    ]);
  });

  it('lets work that costs more than agreed wait for somebody who may approve it', async () => {
    await agree({ approvalAbove: '100', approverLimit: '1000.50' });
    const cheap = await bench.anOrder({ estimatedCost: '100.0000' });
    expect(cheap.status).toBe('approved');
    const dear = await bench.anOrder({ estimatedCost: '100.01' });
    expect(dear).toMatchObject({
      status: 'awaiting_approval',
      allowedActions: ['approve', 'reject', 'cancel'],
    });
    const claim = ask(bench.gateway, ClaimWorkOrder, { workOrderId: dear.id }, tess());
    await expect(claim).rejects.toMatchObject({ problem: { status: 409 } });
    const approved = await ask(bench.gateway, ApproveWorkOrder, { workOrderId: dear.id }, pia());
    expect(approved.approvedAt).not.toBeNull();

    const dearest = await bench.anOrder({ estimatedCost: '1000.51' });
    const approve = (caller = pia()) =>
      ask(bench.gateway, ApproveWorkOrder, { workOrderId: dearest.id }, caller);
    await expect(approve()).rejects.toMatchObject({ problem: { status: 403 } });
    expect((await approve(plant.caller('adam'))).status).toBe('approved');

    const other = await bench.anOrder({ estimatedCost: '200' });
    const reason = 'Next year.';
    const rejected = await ask(
      bench.gateway,
      RejectWorkOrder,
      { workOrderId: other.id, reason },
      pia(),
    );
    expect(rejected.status).toBe('cancelled');
  });

  it('EVT-15: orders for a case as far as the plant lets its agents act', async () => {
    const ordersFor = async (caseId: string) =>
      (await ask(bench.gateway, ListWorkOrders, { caseId }, pia())).items;
    for (const [autonomy, status] of [
      ['recommend', 'draft'],
      ['act_with_approval', 'awaiting_approval'],
      ['act', 'approved'],
    ] as const) {
      await agree({ autonomy });
      const caseId = await bench.triage();
      const order = await eventually('an order', async () => (await ordersFor(caseId))[0]);
      expect(order.status).toBe(status);
      expect(order.detectedAt).not.toBeNull();
    }
    await agree({ autonomy: 'observe' });
    const watched = await bench.triage();
    await eventually('the case to be heard', () => bench.hasHeard(watched));
    expect(await ordersFor(watched)).toEqual([]);
  });

  it('keeps one active order for a case, whoever orders', async () => {
    const caseId = uuidv7();
    const orders = await Promise.allSettled(
      Array.from({ length: 10 }, () =>
        ask(
          bench.gateway,
          CreateWorkOrder,
          { ...bench.work(), caseId },
          plant.caller('pia', ['planner']),
        ),
      ),
    );
    const made = orders.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(made).toHaveLength(1);
    for (const each of orders) {
      if (each.status === 'rejected') {
        expect(each.reason).toMatchObject({ problem: { status: 409 } });
      }
    }
    const workOrderId = made[0]?.id ?? '';
    await ask(bench.gateway, CancelWorkOrder, { workOrderId, reason: 'Not now.' }, pia());
    await bench.anOrder({ caseId });
  });

  it('WOM-09: lets exactly one of 200 technicians have a work order', async () => {
    const { id: workOrderId } = await bench.anOrder();
    const claims = await Promise.allSettled(
      Array.from({ length: 200 }, (_, index) =>
        ask(
          bench.gateway,
          ClaimWorkOrder,
          { workOrderId },
          plant.caller(`tech-${index}`, ['technician']),
        ),
      ),
    );
    const won = claims.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(won).toHaveLength(1);
    const lost = claims.flatMap((each) =>
      each.status === 'rejected' ? [each.reason as unknown] : [],
    );
    expect(lost).toHaveLength(199);
    for (const reason of lost) expect(reason).toMatchObject({ problem: { status: 409 } });
    const { items } = await ask(bench.gateway, ListWorkOrderHistory, { workOrderId }, tess());
    expect(items.map(({ action }) => action)).toEqual(['claim', 'create']);
    expect(items[0]?.by).toBe(won[0]?.assignee);
  });

  it('wants another person to verify, where the plant agreed on that', async () => {
    await agree({ verifiedByOther: true });
    const { id: workOrderId } = await bench.anOrder();
    const adam = plant.caller('adam');
    await ask(bench.gateway, ClaimWorkOrder, { workOrderId }, adam);
    await ask(bench.gateway, StartWorkOrder, { workOrderId }, adam);
    await ask(bench.gateway, CompleteWorkOrder, { workOrderId, remedy: 'Done.' }, adam);
    const own = ask(bench.gateway, CloseWorkOrder, { workOrderId }, adam);
    await expect(own).rejects.toMatchObject({ problem: { status: 403 } });
    const closed = await ask(bench.gateway, CloseWorkOrder, { workOrderId }, pia());
    expect(closed.status).toBe('closed');
  });
});
