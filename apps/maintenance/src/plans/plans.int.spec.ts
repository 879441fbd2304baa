import {
  ActivateMaintenancePlan,
  AlarmRaised,
  ChangeMaintenancePlan,
  ClaimWorkOrder,
  CompleteWorkOrder,
  DraftMaintenancePlan,
  EquipmentRegistered,
  GetWorkOrder,
  ListLatestValues,
  ListMaintenanceDues,
  ListMaintenancePlans,
  ListPlanOccurrences,
  ListWorkOrders,
  MeterEpochStarted,
  OrderPlanOccurrence,
  PauseMaintenancePlan,
  PreviewMaintenancePlan,
  requestContractOf,
  requestSubject,
  ResumeMaintenancePlan,
  RetireMaintenancePlan,
  SkipPlanOccurrence,
  StartWorkOrder,
  type CloudEvent,
  type LatestValueView,
  type MaintenancePlanView,
  type OccurrenceView,
  type PlanDefinition,
} from '@libs/contracts';
import { aCloudEvent, ask, eventually, publishEvent, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { MaintenanceModule } from '../maintenance.module.js';

type Words = Pick<PlanDefinition, keyof PlanDefinition>;

const DAY = 24 * 3_600_000;
const ago = (days: number): string => new Date(Date.now() - days * DAY).toISOString();

describe('maintenance plans', () => {
  let plant: TestPlant;
  let gateway: NatsConnection;
  let assets: NatsConnection;
  let alarms: NatsConnection;
  const heard: CloudEvent[] = [];
  const sensorId = uuidv7();
  let shown = 1000;

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
    const acquisition = await plant.connect('acquisition');
    acquisition.subscribe(requestSubject(requestContractOf(ListLatestValues).name), {
      queue: 'acquisition',
      callback: (_, message) => {
        const { equipmentId } = message.json<ListLatestValues>();
        const now = new Date().toISOString();
        const hours = { key: 'operating_hours', unit: 'h', value: shown, quality: 'good' } as const;
        const at = { measuredAt: now, recordedAt: now };
        const reply: LatestValueView[] = [{ sensorId, equipmentId, ...hours, ...at }];
        message.respond(JSON.stringify({ ok: true, reply }));
      },
    });
  });

  afterAll(() => plant.stop());

  const admin = () => plant.caller();
  let equipmentCount = 0;

  async function aMachine(): Promise<string> {
    const equipmentId = uuidv7();
    const code = `P-${(equipmentCount += 1)}`;
    const pump = {
      equipmentId,
      code,
      name: `Pump ${code}`,
      class: 'pump',
      criticality: 'A',
    } as const;
    await publishEvent(
      assets,
      aCloudEvent(EquipmentRegistered, pump, { tenantId: plant.tenantId }),
    );
    await eventually('the machine to be known', async () => {
      const rows = await plant.database.admin.query<unknown[]>(
        'SELECT 1 FROM maintenance.equipment WHERE id = $1',
        [equipmentId],
      );
      return rows.length === 1;
    });
    return equipmentId;
  }

  const aPlan = (equipmentIds: string[], rest: Partial<Words> = {}): Words => ({
    title: 'Inspect the battery',
    description: 'Look at every cell.',
    descriptions: { ar: 'فحص البطارية' },
    maintenanceType: 'battery_inspection',
    equipmentIds,
    timeZone: 'Europe/Berlin',
    priority: 'high',
    triggers: [{ kind: 'interval', every: 1, unit: 'months', since: ago(40) }],
    ...rest,
  });

  async function activePlan(definition: Words): Promise<MaintenancePlanView> {
    const { id: planId } = await ask(gateway, DraftMaintenancePlan, { definition }, admin());
    return ask(gateway, ActivateMaintenancePlan, { planId }, admin());
  }

  const occurrencesOf = async (planId: string): Promise<readonly OccurrenceView[]> =>
    (await ask(gateway, ListPlanOccurrences, { planId, pageSize: 100 }, admin())).items;

  const occurrenceWhere = (
    planId: string,
    status: OccurrenceView['status'],
  ): Promise<OccurrenceView> =>
    eventually(`one that is ${status}`, async () =>
      (await occurrencesOf(planId)).find((each) => each.status === status),
    );

  async function finish(workOrderId: string): Promise<void> {
    await ask(gateway, ClaimWorkOrder, { workOrderId }, admin());
    await ask(gateway, StartWorkOrder, { workOrderId }, admin());
    await ask(gateway, CompleteWorkOrder, { workOrderId, remedy: 'Done.' }, admin());
  }

  const toldOf = (occurrenceId: string): string[] =>
    heard
      .filter(({ type }) => type.startsWith('maintenance.occurrence.'))
      .filter(({ data }) => 'occurrenceId' in data && data.occurrenceId === occurrenceId)
      .map(({ type }) => type.split('.')[2] ?? '');

  it('ALM-02, ALM-04, LOC-02: shows what is overdue with its words, and orders it once', async () => {
    const equipmentId = await aMachine();
    const plan = await activePlan(aPlan([equipmentId]));
    const ordered = await occurrenceWhere(plan.id, 'ordered');
    expect(ordered).toMatchObject({ key: 'cycle-1', overdue: true, equipmentId });
    const { items } = await ask(gateway, ListMaintenanceDues, { equipmentId }, admin());
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      id: ordered.id,
      equipmentName: 'Pump P-1',
      maintenanceType: 'battery_inspection',
      description: 'Look at every cell.',
      descriptions: { ar: 'فحص البطارية' },
      priority: 'high',
      dueAt: ordered.dueAt,
      dueHours: null,
      isOverdue: true,
    });
    await eventually('all to be told', () => toldOf(ordered.id).length === 3);
    expect(toldOf(ordered.id)).toEqual(['due_soon', 'due', 'overdue']);
    const { items: orders } = await ask(gateway, ListWorkOrders, { equipmentId }, admin());
    expect(orders).toHaveLength(1);
    expect(orders[0]).toMatchObject({ kind: 'preventive', title: 'Inspect the battery' });
  });

  it('ALM-03: lists what is due by overdue, priority and equipment, the overdue first', async () => {
    const equipmentId = await aMachine();
    const soon: Words['triggers'] = [{ kind: 'interval', every: 30, unit: 'days', since: ago(28) }];
    const later = await activePlan(aPlan([equipmentId], { triggers: soon, priority: 'low' }));
    const late = await activePlan(aPlan([equipmentId], { ordering: 'by_hand' }));
    await occurrenceWhere(later.id, 'due_soon');
    await occurrenceWhere(late.id, 'overdue');
    const dues = async (filter: Partial<ListMaintenanceDues>): Promise<string[]> => {
      const request = { equipmentId, ...filter };
      const { items } = await ask(gateway, ListMaintenanceDues, request, admin());
      return items.map(({ planId }) => planId);
    };
    expect(await dues({})).toEqual([late.id, later.id]);
    expect(await dues({ overdue: 'true' })).toEqual([late.id]);
    expect(await dues({ overdue: 'false' })).toEqual([later.id]);
    expect(await dues({ priority: 'low' })).toEqual([later.id]);
    const indexes = await plant.database.admin.query<{ indexdef: string }[]>(
      `SELECT indexdef FROM pg_indexes WHERE tablename = 'maintenance_due'`,
    );
    const columns = indexes.map(({ indexdef }) => indexdef.split('(')[1]);
    expect(columns).toEqual(
      expect.arrayContaining([
        'tenant_id, is_overdue, priority)',
        'tenant_id, equipment_id, due_at)',
      ]),
    );
  });

  it('SCH-06, REG-17: tells the next maintenance, and counts it from when the last was done', async () => {
    const equipmentId = await aMachine();
    const plan = await activePlan(aPlan([equipmentId]));
    const { id, workOrderId, dueAt } = await occurrenceWhere(plan.id, 'ordered');
    const next = (): object[] =>
      heard
        .filter(({ type }) => type === 'maintenance.next_maintenance.changed.v1')
        .map(({ data }) => data)
        .filter((data) => 'equipmentId' in data && data.equipmentId === equipmentId);
    await eventually('the next maintenance', () => next().length === 1);
    expect(next()).toEqual([{ equipmentId, nextMaintenanceAt: dueAt }]);
    await finish(workOrderId ?? '');
    const projected = await occurrenceWhere(plan.id, 'projected');
    expect(projected).toMatchObject({ key: 'cycle-2' });
    const inAMonth = Date.parse(projected.dueAt ?? '') - Date.now();
    expect(inAMonth).toBeGreaterThan(27 * DAY);
    expect(inAMonth).toBeLessThan(32 * DAY);
    await eventually('it to be told', () => next().length === 2);
    expect(next()[1]).toEqual({ equipmentId, nextMaintenanceAt: projected.dueAt });
    expect(toldOf(id)).toContain('done');
    expect((await ask(gateway, ListMaintenanceDues, { equipmentId }, admin())).items).toEqual([]);
  });

  it('SCH-02: is due by operating hours, also over a counter that begins anew', async () => {
    const equipmentId = await aMachine();
    const meter = { kind: 'meter', sensorKey: 'operating_hours', every: 250 } as const;
    const plan = await activePlan(aPlan([equipmentId], { triggers: [meter] }));
    const first = await occurrenceWhere(plan.id, 'projected');
    expect(first).toMatchObject({ dueAt: null, dueReading: 1250, sensorKey: 'operating_hours' });
    shown = 7;
    const epoch = {
      epochId: uuidv7(),
      sensorId,
      equipmentId,
      reason: 'replaced',
      startedAt: ago(0.001),
      offset: 1249,
      startedBy: 'user:tess',
    } as const;
    await publishEvent(assets, aCloudEvent(MeterEpochStarted, epoch, { tenantId: plant.tenantId }));
    const { workOrderId } = await occurrenceWhere(plan.id, 'ordered');
    await finish(workOrderId ?? '');
    const next = await occurrenceWhere(plan.id, 'projected');
    expect(next).toMatchObject({ key: 'cycle-2', dueReading: 1506 });
  });

  it('EVT-18, EVT-19, SCH-04: orders work after three alarms, told by another agent', async () => {
    const equipmentId = await aMachine();
    const trips = {
      kind: 'event',
      event: 'alarms.alarm.raised',
      times: 3,
      withinHours: 24,
    } as const;
    const plan = await activePlan(aPlan([equipmentId], { triggers: [trips] }));
    await occurrenceWhere(plan.id, 'projected');
    const trip = async (): Promise<void> => {
      const alarm: Pick<AlarmRaised, keyof AlarmRaised> = {
        alarmId: uuidv7(),
        equipmentId,
        rule: 'trip',
        severity: 'high',
        message: 'The pump tripped.',
        occurredAt: new Date().toISOString(),
      };
      await publishEvent(alarms, aCloudEvent(AlarmRaised, alarm, { tenantId: plant.tenantId }));
    };
    await trip();
    await trip();
    await eventually('two to be counted', async () => {
      const [row] = await plant.database.admin.query<{ heard: number[] | null }[]>(
        `SELECT standing->'heard'->'0' AS heard FROM maintenance.plan_equipment WHERE plan_id = $1`,
        [plan.id],
      );
      return row?.heard?.length === 2;
    });
    expect((await occurrencesOf(plan.id))[0]?.status).toBe('projected');
    await trip();
    const { workOrderId } = await occurrenceWhere(plan.id, 'ordered');
    const order = await ask(gateway, GetWorkOrder, { workOrderId: workOrderId ?? '' }, admin());
    expect(order).toMatchObject({ equipmentId, status: 'approved' });
  });

  it('EVT-15: makes every missed date once, with two replicas, also when cut off at it', async () => {
    const machines = await Promise.all(Array.from({ length: 20 }, aMachine));
    // An hour ago in UTC, so that no date comes or goes while this is looked at.
    const [startsAt, cursor] = [ago(20 + 1 / 24).slice(0, 16), ago(10 + 1 / 24).slice(0, 16)];
    const triggers: Words['triggers'] = [{ kind: 'calendar', rule: 'FREQ=DAILY', startsAt }];
    const rest = { triggers, catchUp: 'create_each', leadTimeHours: 0, timeZone: 'UTC' } as const;
    const plan = await activePlan(aPlan(machines, rest));
    const { admin: database } = plant.database;
    await eventually('a first date of each', async () => {
      return (await occurrencesOf(plan.id)).length === machines.length;
    });
    // As if nobody had looked for ten days.
    await database.query(
      `WITH gone AS (DELETE FROM maintenance.plan_occurrence WHERE plan_id = $1),
         back AS (UPDATE maintenance.plan_equipment SET
           standing = standing || jsonb_build_object('cursor', $2::text) WHERE plan_id = $1)
       UPDATE maintenance.planned_equipment SET due_at = now(), lease_until = '-infinity'
       WHERE equipment_id = ANY($3)`,
      [plan.id, cursor, machines],
    );
    const count = async (): Promise<{ rows: number; keys: number; orders: number }> => {
      const [row] = await database.query<{ rows: number; keys: number; orders: number }[]>(
        `SELECT count(*)::int AS rows, count(DISTINCT (equipment_id, key))::int AS keys,
           count(DISTINCT work_order_id)::int AS orders
         FROM maintenance.plan_occurrence WHERE plan_id = $1 AND status = 'ordered'`,
        [plan.id],
      );
      return row ?? { rows: 0, keys: 0, orders: 0 };
    };
    await eventually('a part of it', async () => (await count()).rows > 0);
    await database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    const dates = 10 * machines.length;
    const all = async (): Promise<boolean> => {
      expect(await count()).toEqual({ rows: dates, keys: dates, orders: dates });
      return true;
    };
    await eventually('every date', all, 45_000);
    const [made] = await database.query<{ orders: number }[]>(
      `SELECT count(*)::int AS orders FROM maintenance.work_order WHERE equipment_id = ANY($1)`,
      [machines],
    );
    expect(made?.orders).toBe(dates);
  }, 90_000);

  it('lets people skip, order and decide again what a plan asks for', async () => {
    const equipmentId = await aMachine();
    const plan = await activePlan(aPlan([equipmentId], { ordering: 'by_hand' }));
    const first = await occurrenceWhere(plan.id, 'overdue');
    const words = { occurrenceId: first.id, reason: 'It is to be replaced.' };
    const skipped = await ask(gateway, SkipPlanOccurrence, words, admin());
    expect(skipped).toMatchObject({ status: 'skipped', reason: 'It is to be replaced.' });
    await expect(ask(gateway, SkipPlanOccurrence, words, admin())).rejects.toMatchObject({
      problem: { status: 409 },
    });
    const next = await occurrenceWhere(plan.id, 'projected');
    const ordered = await ask(gateway, OrderPlanOccurrence, { occurrenceId: next.id }, admin());
    expect(ordered).toMatchObject({ status: 'ordered', key: 'cycle-2' });
    expect(ordered.workOrderId).not.toBeNull();
  });

  it('goes through its life, and refuses what is stale, faulty or out of turn', async () => {
    const equipmentId = await aMachine();
    const { id: planId } = await ask(
      gateway,
      DraftMaintenancePlan,
      { definition: aPlan([equipmentId]) },
      admin(),
    );
    const step = (
      contract: typeof ActivateMaintenancePlan | typeof PauseMaintenancePlan,
      expectedVersion: number,
    ) => ask(gateway, contract, { planId, expectedVersion }, admin());
    await expect(step(PauseMaintenancePlan, 1)).rejects.toMatchObject({
      problem: { status: 409, allowed: ['change', 'activate', 'retire'] },
    });
    await expect(step(ActivateMaintenancePlan, 7)).rejects.toMatchObject({
      problem: { status: 412 },
    });
    expect(await step(ActivateMaintenancePlan, 1)).toMatchObject({ status: 'active', version: 2 });
    expect(await step(PauseMaintenancePlan, 2)).toMatchObject({ status: 'paused', version: 3 });
    expect(await step(ResumeMaintenancePlan, 3)).toMatchObject({ status: 'active', version: 4 });
    const faulty = aPlan([equipmentId], {
      triggers: [{ kind: 'meter' }],
      timeZone: 'Mars/Olympus',
    });
    const change = ask(gateway, ChangeMaintenancePlan, { planId, definition: faulty }, admin());
    await expect(change).rejects.toMatchObject({
      problem: {
        status: 422,
        errors: [{ field: 'definition.triggers.0.sensorKey' }, { field: 'definition.timeZone' }],
      },
    });
    const renamed = { planId, definition: aPlan([equipmentId], { title: 'Look' }) };
    expect(await ask(gateway, ChangeMaintenancePlan, renamed, admin())).toMatchObject({
      version: 5,
    });
    const retired = await ask(gateway, RetireMaintenancePlan, { planId }, admin());
    expect(retired).toMatchObject({ status: 'retired', allowedActions: [] });
    const { items } = await ask(gateway, ListMaintenancePlans, { equipmentId }, admin());
    expect(items.map(({ id }) => id)).toEqual([planId]);
    const definition = aPlan([equipmentId]);
    const { occurrences } = await ask(
      gateway,
      PreviewMaintenancePlan,
      { definition, limit: 2 },
      admin(),
    );
    expect(occurrences.map(({ key }) => key)).toEqual(['cycle-1', 'cycle-2']);
  });
});
