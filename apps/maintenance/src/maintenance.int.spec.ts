import {
  CancelWorkOrder,
  CaseTriaged,
  ClaimWorkOrder,
  CloseWorkOrder,
  CompleteWorkOrder,
  CountWorkOrders,
  CreateWorkOrder,
  EquipmentRegistered,
  eventSubject,
  GetWorkOrder,
  ListWorkOrders,
  ReleaseWorkOrder,
  StartWorkOrder,
  type CloudEvent,
  type WorkOrderView,
} from '@libs/contracts';
import { aCloudEvent, ask, eventually, publishEvent, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { MaintenanceModule } from './maintenance.module.js';

const aTriagedCase = (rest: Partial<CaseTriaged> = {}): CaseTriaged => ({
  caseId: uuidv7(),
  equipmentId: uuidv7(),
  severity: 'medium',
  title: 'P-1: The vibration is far above what was learnt.',
  verdict: 'plan',
  criticality: 'A',
  equipmentCode: 'P-1',
  reason: 'Severity medium on equipment of criticality A.',
  ...rest,
});

describe('the maintenance agent', () => {
  let plant: TestPlant;
  let gateway: NatsConnection;
  let assets: NatsConnection;
  let alarms: NatsConnection;
  let equipmentId: string;
  const heard: CloudEvent[] = [];

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('maintenance', MaintenanceModule);
    await plant.startAgent('maintenance', MaintenanceModule);
    gateway = await plant.connect('gateway');
    assets = await plant.connect('assets');
    alarms = await plant.connect('alarms');
    gateway.subscribe(`event.${plant.tenantId}.maintenance.>`, {
      callback: (_, message) => {
        heard.push(message.json<CloudEvent>());
      },
    });
    equipmentId = uuidv7();
    const pump = {
      equipmentId,
      code: 'P-1',
      name: 'Pump',
      class: 'pump',
      criticality: 'A',
    } as const;
    const about = { tenantId: plant.tenantId };
    await publishEvent(assets, aCloudEvent(EquipmentRegistered, pump, about));
  });

  afterAll(() => plant.stop());

  const tess = () => plant.caller('tess', ['technician']);
  const tom = () => plant.caller('tom', ['technician']);

  async function triage(triaged: CaseTriaged, correlationId = uuidv7()): Promise<CloudEvent> {
    const about = { tenantId: plant.tenantId, correlationId };
    const event = aCloudEvent(CaseTriaged, triaged, about);
    await publishEvent(alarms, event);
    return event;
  }

  const ordersOf = async (caseId: string): Promise<readonly WorkOrderView[]> =>
    (await ask(gateway, ListWorkOrders, { caseId }, plant.caller())).items;

  const orderOf = (caseId: string): Promise<WorkOrderView> =>
    eventually('a work order', async () => (await ordersOf(caseId))[0]);

  /** The equipment's registration arrives at its own time: asked until it is known. */
  const anOrder = (): Promise<WorkOrderView> =>
    eventually('an order', () =>
      ask(
        gateway,
        CreateWorkOrder,
        { equipmentId, kind: 'improvement', priority: 'low', title: 'Fit a guard' },
        plant.caller(),
      ),
    );

  it('SCH-04 EVT-19: orders work for a triaged case under its correlation, once', async () => {
    const triaged = aTriagedCase();
    const correlationId = uuidv7();
    const event = await triage(triaged, correlationId);
    const order = await orderOf(triaged.caseId);
    expect(order).toMatchObject({
      kind: 'condition_based',
      status: 'approved',
      priority: 'medium',
      allowedActions: ['plan', 'claim', 'assign', 'cancel'],
      version: 1,
      correlationId,
    });
    expect(order.number).toMatch(/^WO-\d{6}$/);
    await eventually('the event', () => heard.some((each) => each.causationid === event.id));
    expect(heard.find((each) => each.causationid === event.id)).toMatchObject({
      type: 'maintenance.work_order.created.v1',
      correlationid: correlationId,
      data: { workOrderId: order.id, caseId: triaged.caseId },
    });

    await publishEvent(alarms, event);
    await triage(triaged);
    const { caseId } = triaged;
    await triage(aTriagedCase({ caseId, verdict: 'act_now', severity: 'critical' }));
    await eventually('the priority', async () =>
      (await ordersOf(triaged.caseId)).some((each) => each.priority === 'critical'),
    );
    expect(await ordersOf(triaged.caseId)).toHaveLength(1);
    const raised = await eventually('the event', () =>
      heard.find((each) => each.type === 'maintenance.work_order.priority_raised.v1'),
    );
    expect(raised.data).toMatchObject({ priority: 'critical', previousPriority: 'medium' });
  });

  it('orders nothing for a case that is watched, and immediate repair where it is needed', async () => {
    const watched = aTriagedCase({ verdict: 'watch' });
    const urgent = aTriagedCase({ verdict: 'act_now', equipmentId: watched.equipmentId });
    await triage(watched);
    await triage(urgent);
    expect(await orderOf(urgent.caseId)).toMatchObject({ kind: 'corrective_immediate' });
    expect(await ordersOf(watched.caseId)).toEqual([]);
  });

  it('WOM-09: lets exactly one of twenty technicians have a work order', async () => {
    const { id: workOrderId } = await anOrder();
    const claims = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        ask(
          gateway,
          ClaimWorkOrder,
          { workOrderId },
          plant.caller(`tech-${index}`, ['technician']),
        ),
      ),
    );
    expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const reasons = claims.flatMap((each) =>
      each.status === 'rejected' ? [each.reason as unknown] : [],
    );
    expect(reasons).toHaveLength(19);
    for (const reason of reasons) expect(reason).toMatchObject({ problem: { status: 409 } });
    const told = () =>
      heard.filter(
        ({ type, data }) =>
          type === 'maintenance.work_order.assigned.v1' &&
          'workOrderId' in data &&
          data.workOrderId === workOrderId,
      );
    await eventually('the claim to be told', () => told().length > 0);
    expect(told()).toHaveLength(1);
  });

  it('goes from the board to its verified end', async () => {
    const { id: workOrderId } = await anOrder();
    await ask(gateway, ClaimWorkOrder, { workOrderId }, tom());
    const stranger = ask(gateway, StartWorkOrder, { workOrderId }, tess());
    await expect(stranger).rejects.toMatchObject({ problem: { status: 403 } });
    const released = await ask(gateway, ReleaseWorkOrder, { workOrderId }, tom());
    expect(released).toMatchObject({ status: 'approved', assignee: null, assignedAt: null });
    const claimed = await ask(gateway, ClaimWorkOrder, { workOrderId }, tess());
    expect(claimed).toMatchObject({ status: 'assigned', assignee: 'tess', version: 4 });
    await ask(gateway, StartWorkOrder, { workOrderId, expectedVersion: 4 }, tess());
    const cancel = ask(gateway, CancelWorkOrder, { workOrderId, reason: 'late' }, plant.caller());
    await expect(cancel).rejects.toMatchObject({
      problem: { status: 409, allowed: ['hold', 'complete'] },
    });
    const wordless = ask(gateway, CompleteWorkOrder, { workOrderId, remedy: '' }, tess());
    await expect(wordless).rejects.toMatchObject({ problem: { status: 422 } });
    const remedy = 'Replaced the bearing.';
    await ask(gateway, CompleteWorkOrder, { workOrderId, remedy }, tess());
    const closed = await ask(gateway, CloseWorkOrder, { workOrderId }, plant.caller());
    expect(closed).toMatchObject({
      status: 'closed',
      remedy,
      allowedActions: ['reopen'],
      version: 7,
    });
    expect(await ask(gateway, GetWorkOrder, { workOrderId }, plant.caller())).toEqual(closed);
  });

  it('refuses a step on a version that is not the current one', async () => {
    const { id: workOrderId, version } = await anOrder();
    const stale = { workOrderId, expectedVersion: version + 1 };
    const claim = ask(gateway, ClaimWorkOrder, stale, tess());
    await expect(claim).rejects.toMatchObject({ problem: { status: 412 } });
    const cancel = ask(gateway, CancelWorkOrder, { ...stale, reason: 'no need' }, tess());
    await expect(cancel).rejects.toMatchObject({ problem: { status: 412 } });
  });

  it('orders work for a case again once the last order is cancelled', async () => {
    const triaged = aTriagedCase();
    await triage(triaged);
    const { id: workOrderId } = await orderOf(triaged.caseId);
    await ask(gateway, CancelWorkOrder, { workOrderId, reason: 'no crew' }, plant.caller());
    await triage(triaged);
    await eventually('a second order', async () => (await ordersOf(triaged.caseId)).length === 2);
  });

  it('numbers work orders without a gap and counts them', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, anOrder));
    expect(new Set(made.map(({ number }) => number)).size).toBe(10);
    const { items } = await ask(gateway, ListWorkOrders, { pageSize: 100 }, plant.caller());
    const numbers = items.map(({ number }) => Number(number.slice(3))).sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    const active = items.filter(({ status }) => status !== 'closed' && status !== 'cancelled');
    expect(await ask(gateway, CountWorkOrders, {}, plant.caller())).toEqual({
      workOrders: items.length,
      activeWorkOrders: active.length,
    });
  });

  it('orders nothing for equipment that it does not know, while the registry is away', async () => {
    const unknown = { equipmentId: uuidv7(), kind: 'inspection', priority: 'low', title: 'Look' };
    const refused = ask(gateway, CreateWorkOrder, unknown as CreateWorkOrder, plant.caller());
    await expect(refused).rejects.toMatchObject({ problem: { status: 503 } });
  });

  it('keeps a poison message byte for byte and goes on with the next', async () => {
    const poison = Buffer.from('{"half": ');
    const subject = eventSubject('alarms.case.triaged.v1', plant.tenantId);
    await jetstream(alarms).publish(subject, poison);
    const triaged = aTriagedCase();
    await triage(triaged);
    await orderOf(triaged.caseId);
    const [kept] = await eventually('it in quarantine', async () => {
      const rows = await plant.database.admin.query<{ raw: Buffer }[]>(
        'SELECT raw FROM maintenance.quarantine WHERE tenant_id = $1',
        [plant.tenantId],
      );
      return rows.length === 1 && rows;
    });
    expect(kept?.raw.equals(poison)).toBe(true);
  });
});
