import {
  AcknowledgeAlarm,
  AcknowledgeAlarms,
  AnomalyDetected,
  AnomalyExpired,
  CountAlarms,
  EquipmentRegistered,
  eventSubject,
  GetAlarm,
  GetCase,
  LimitExceeded,
  LimitReturned,
  ListAlarms,
  ListCases,
  ResolveCase,
  WorkOrderCancelled,
  WorkOrderClosed,
  WorkOrderCreated,
  type AlarmView,
  type CaseView,
  type CloudEvent,
  type ContractClass,
  type Criticality,
} from '@libs/contracts';
import { aCloudEvent, ask, eventually, publishEvent, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { AlarmsModule } from './alarms.module.js';

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 5, 6, minute)).toISOString();

const anAnomaly = (equipmentId: string, rest: Partial<AnomalyDetected> = {}): AnomalyDetected => ({
  anomalyId: uuidv7(),
  equipmentId,
  sensorId: equipmentId,
  sensorKey: 'vibration',
  measuredAt: at(0),
  value: 9.5,
  unit: 'mm/s',
  score: 0.97,
  severity: 'alarm',
  parts: { level: 1 },
  explanation: 'The vibration is far above what was learnt.',
  detectorVersion: 'test-1',
  ...rest,
});

const anExpiry = (equipmentId: string, measuredAt: string): AnomalyExpired => ({
  anomalyId: uuidv7(),
  equipmentId,
  sensorId: equipmentId,
  sensorKey: 'vibration',
  measuredAt,
});

const aLimit = (equipmentId: string, rest: Partial<LimitExceeded> = {}): LimitExceeded => ({
  limitId: equipmentId,
  equipmentId,
  sensorId: equipmentId,
  sensorKey: 'temperature',
  kind: 'high',
  threshold: 80,
  value: 85.5,
  unit: 'Cel',
  measuredAt: at(0),
  severity: 'medium',
  ...rest,
});

const aLimitReturn = (equipmentId: string, rest: Partial<LimitReturned> = {}): LimitReturned => ({
  limitId: equipmentId,
  equipmentId,
  sensorId: equipmentId,
  sensorKey: 'temperature',
  kind: 'high',
  value: 60,
  measuredAt: at(9),
  ...rest,
});

describe('the alarms agent', () => {
  let plant: TestPlant;
  let gateway: NatsConnection;
  let producers: Record<'assets' | 'detection' | 'maintenance', NatsConnection>;
  const heard: CloudEvent[] = [];

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    // Two replicas from the start: every test holds with both.
    await plant.startAgent('alarms', AlarmsModule);
    await plant.startAgent('alarms', AlarmsModule);
    gateway = await plant.connect('gateway');
    producers = {
      assets: await plant.connect('assets'),
      detection: await plant.connect('detection'),
      maintenance: await plant.connect('maintenance'),
    };
    gateway.subscribe(`event.${plant.tenantId}.alarms.>`, {
      callback: (_, message) => {
        heard.push(message.json<CloudEvent>());
      },
    });
  });

  afterAll(() => plant.stop());

  async function tell<T extends object>(
    contract: ContractClass<T>,
    data: T,
    correlationId = uuidv7(),
  ): Promise<CloudEvent<T>> {
    const event = aCloudEvent(contract, data, { tenantId: plant.tenantId, correlationId });
    const [agent = ''] = event.type.split('.');
    await publishEvent(producers[agent as keyof typeof producers], event);
    return event;
  }

  async function alarmsOf(equipmentId: string): Promise<readonly AlarmView[]> {
    return (await ask(gateway, ListAlarms, { equipmentId }, plant.caller())).items;
  }

  const alarmWhere = (equipmentId: string, parts: Partial<AlarmView>): Promise<AlarmView> =>
    eventually(`an alarm with ${JSON.stringify(parts)}`, async () =>
      (await alarmsOf(equipmentId)).find((alarm) =>
        Object.entries(parts).every(([key, value]) => alarm[key as keyof AlarmView] === value),
      ),
    );

  const caseWhere = (equipmentId: string, parts: Partial<CaseView>): Promise<CaseView> =>
    eventually(`a case with ${JSON.stringify(parts)}`, async () =>
      (await ask(gateway, ListCases, { equipmentId }, plant.caller())).items.find((each) =>
        Object.entries(parts).every(([key, value]) => each[key as keyof CaseView] === value),
      ),
    );

  const typesHeard = (equipmentId: string): string[] =>
    heard
      .filter((event) => event.subject === `equipment/${equipmentId}`)
      .map((event) => event.type.replace(/^alarms\.|\.v1$/g, ''));

  async function register(criticality: Criticality, code: string): Promise<string> {
    const equipmentId = uuidv7();
    await tell(EquipmentRegistered, {
      equipmentId,
      code,
      name: `Machine ${code}`,
      class: 'centrifugal_pump',
      criticality,
    });
    await eventually('the equipment', async () => {
      const rows = await plant.database.admin.query<object[]>(
        'SELECT 1 FROM alarms.equipment WHERE id = $1 AND code = $2',
        [equipmentId, code],
      );
      return rows.length > 0;
    });
    return equipmentId;
  }

  const workOrder = (equipmentId: string, caseId: string, workOrderId = uuidv7()) => ({
    workOrderId,
    number: 'WO-000001',
    equipmentId,
    caseId,
    priority: 'high' as const,
    title: 'Repair it',
  });

  const acknowledge = (alarmId: string, comment?: string): Promise<AlarmView> =>
    ask(gateway, AcknowledgeAlarm, { alarmId, ...(comment && { comment }) }, plant.caller());

  it('raises an alarm on an anomaly, opens its case and triages it under one correlation', async () => {
    const equipmentId = await register('A', 'P-1');
    const correlationId = uuidv7();
    await tell(AnomalyDetected, anAnomaly(equipmentId), correlationId);

    const alarm = await alarmWhere(equipmentId, { state: 'unacknowledged' });
    expect(alarm).toMatchObject({
      rule: 'anomaly:vibration',
      severity: 'high',
      count: 1,
      message: 'The vibration is far above what was learnt.',
      occurredAt: at(0),
      correlationId,
    });
    expect(await ask(gateway, GetAlarm, { alarmId: alarm.id }, plant.caller())).toEqual(alarm);
    const caseOf = await ask(gateway, GetCase, { caseId: alarm.caseId }, plant.caller());
    expect(caseOf).toMatchObject({
      status: 'triaged',
      verdict: 'act_now',
      severity: 'high',
      title: 'P-1: The vibration is far above what was learnt.',
      alarmCount: 1,
      correlationId,
    });
    const expected = ['alarm.raised', 'case.opened', 'case.triaged'];
    await eventually('three events', () => typesHeard(equipmentId).length === 3);
    expect(typesHeard(equipmentId)).toEqual(expected);
    const events = heard.filter((event) => event.subject === `equipment/${equipmentId}`);
    expect(new Set(events.map((event) => event.correlationid))).toEqual(new Set([correlationId]));
    expect(events.at(-1)?.data).toMatchObject({ equipmentCode: 'P-1', criticality: 'A' });
  });

  it('follows an alarm through return, re-raise, acknowledgement and clearing', async () => {
    const equipmentId = await register('C', 'P-2');
    await tell(AnomalyDetected, anAnomaly(equipmentId, { severity: 'alert' }));
    await alarmWhere(equipmentId, { state: 'unacknowledged', severity: 'medium' });
    await tell(AnomalyExpired, anExpiry(equipmentId, at(1)));
    await alarmWhere(equipmentId, { state: 'returned_unacknowledged', returnedAt: at(1) });
    await tell(AnomalyDetected, anAnomaly(equipmentId, { severity: 'alert', measuredAt: at(2) }));
    const again = await alarmWhere(equipmentId, { state: 'unacknowledged', count: 2 });
    expect(await acknowledge(again.id, 'on my way')).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: 'tess',
    });
    await expect(acknowledge(again.id)).rejects.toMatchObject({ problem: { status: 409 } });
    await tell(AnomalyDetected, anAnomaly(equipmentId, { measuredAt: at(3) }));
    await alarmWhere(equipmentId, { state: 'unacknowledged', severity: 'high', count: 2 });
    await acknowledge(again.id);
    await tell(AnomalyExpired, anExpiry(equipmentId, at(4)));
    await alarmWhere(equipmentId, { state: 'cleared' });
    await expect(acknowledge(again.id)).rejects.toMatchObject({ problem: { status: 409 } });
    expect(await alarmsOf(equipmentId)).toHaveLength(1);

    await eventually('every event', () => typesHeard(equipmentId).includes('alarm.cleared'));
    expect(typesHeard(equipmentId).filter((type) => type.startsWith('alarm.'))).toEqual([
      'alarm.raised',
      'alarm.returned',
      'alarm.reraised',
      'alarm.acknowledged',
      'alarm.severity_raised',
      'alarm.acknowledged',
      'alarm.cleared',
    ]);
  });

  it('keeps a limit alarm until the last limit of its rule has returned', async () => {
    const equipmentId = await register('B', 'P-3');
    const [warn, trip] = [uuidv7(), uuidv7()];
    await tell(LimitExceeded, aLimit(equipmentId, { limitId: warn, severity: 'medium' }));
    const raised = await alarmWhere(equipmentId, { rule: 'limit:temperature:high' });
    expect(raised.message).toBe('The temperature reads 85.5 Cel, above its upper limit of 80 Cel.');
    await caseWhere(equipmentId, { verdict: 'plan' });
    await tell(
      LimitExceeded,
      aLimit(equipmentId, { limitId: trip, severity: 'critical', measuredAt: at(1) }),
    );
    await alarmWhere(equipmentId, { severity: 'critical' });
    await caseWhere(equipmentId, { verdict: 'act_now', severity: 'critical' });
    await tell(LimitReturned, aLimitReturn(equipmentId, { limitId: trip, measuredAt: at(2) }));
    await tell(LimitReturned, aLimitReturn(equipmentId, { limitId: warn, measuredAt: at(3) }));
    await alarmWhere(equipmentId, { active: false, returnedAt: at(3) });
    await eventually('the return', () => typesHeard(equipmentId).includes('alarm.returned'));
    expect(typesHeard(equipmentId)).toEqual([
      'alarm.raised',
      'case.opened',
      'case.triaged',
      'alarm.severity_raised',
      'case.triaged',
      'alarm.returned',
    ]);
  });

  it('ignores the end of what it never knew, and ends late what had ended before', async () => {
    const equipmentId = uuidv7();
    await tell(AnomalyExpired, anExpiry(equipmentId, at(5)));
    await eventually('the end to be noted', async () => {
      const rows = await plant.database.admin.query<object[]>(
        'SELECT 1 FROM alarms.condition WHERE equipment_id = $1',
        [equipmentId],
      );
      return rows.length === 1;
    });
    expect(await alarmsOf(equipmentId)).toEqual([]);
    await tell(AnomalyDetected, anAnomaly(equipmentId, { measuredAt: at(1) }));
    await alarmWhere(equipmentId, { state: 'returned_unacknowledged', returnedAt: at(5) });
  });

  it('ends a watched case by itself once its alarm is cleared', async () => {
    const equipmentId = await register('D', 'P-4');
    await tell(AnomalyDetected, anAnomaly(equipmentId));
    const alarm = await alarmWhere(equipmentId, { active: true });
    await caseWhere(equipmentId, { verdict: 'watch', status: 'triaged' });
    await tell(AnomalyExpired, anExpiry(equipmentId, at(1)));
    await alarmWhere(equipmentId, { active: false });
    expect(await acknowledge(alarm.id)).toMatchObject({ state: 'cleared' });
    await caseWhere(equipmentId, { status: 'resolved' });
    await tell(AnomalyDetected, anAnomaly(equipmentId, { measuredAt: at(2) }));
    const next = await alarmWhere(equipmentId, { active: true });
    expect(next.id).not.toBe(alarm.id);
    expect(next.caseId).not.toBe(alarm.caseId);
  });

  it('ends a case when its work is closed and its alarms have gone', async () => {
    const equipmentId = await register('A', 'P-5');
    await tell(AnomalyDetected, anAnomaly(equipmentId));
    const { id: caseId } = await caseWhere(equipmentId, { status: 'triaged' });
    const order = workOrder(equipmentId, caseId);
    const resolve = () =>
      ask(gateway, ResolveCase, { caseId, reason: 'false alarm' }, plant.caller());
    await tell(WorkOrderCreated, { ...order, kind: 'corrective_immediate', description: 'Repair' });
    await caseWhere(equipmentId, { status: 'work_ordered', workOrderId: order.workOrderId });
    await expect(resolve()).rejects.toMatchObject({ problem: { status: 409 } });
    await tell(WorkOrderClosed, { ...order, closedBy: 'tess' });
    await caseWhere(equipmentId, { status: 'monitoring' });
    await tell(AnomalyExpired, anExpiry(equipmentId, at(8)));
    const resolved = await caseWhere(equipmentId, { status: 'resolved' });
    expect(resolved.resolvedAt).not.toBeNull();
    await eventually('the event', () => typesHeard(equipmentId).includes('case.resolved'));
    await expect(resolve()).rejects.toMatchObject({ problem: { status: 409 } });
  });

  it('takes a case back to triaged when its work is cancelled, also when that is heard first', async () => {
    const equipmentId = await register('A', 'P-6');
    await tell(AnomalyDetected, anAnomaly(equipmentId));
    const { id: caseId } = await caseWhere(equipmentId, { status: 'triaged' });
    const order = workOrder(equipmentId, caseId);
    await tell(WorkOrderCancelled, { ...order, reason: 'no crew' });
    await caseWhere(equipmentId, { status: 'triaged', workOrderId: order.workOrderId });
    const created = { kind: 'corrective_immediate', description: 'Repair' } as const;
    await tell(WorkOrderCreated, { ...order, ...created });
    const next = workOrder(equipmentId, caseId);
    await tell(WorkOrderCreated, { ...next, ...created });
    await caseWhere(equipmentId, { status: 'work_ordered', workOrderId: next.workOrderId });
    await tell(WorkOrderCancelled, { ...next, reason: 'no crew' });
    await caseWhere(equipmentId, { status: 'triaged', workOrderId: next.workOrderId });

    const resolve = () =>
      ask(gateway, ResolveCase, { caseId, reason: 'nothing found' }, plant.caller());
    await expect(resolve()).rejects.toMatchObject({ problem: { status: 409 } });
    await tell(AnomalyExpired, anExpiry(equipmentId, at(8)));
    await alarmWhere(equipmentId, { active: false });
    expect(await resolve()).toMatchObject({ status: 'resolved', alarmCount: 1 });
  });

  it('has an event only once, however often it comes', async () => {
    const equipmentId = await register('C', 'P-7');
    const event = await tell(AnomalyDetected, anAnomaly(equipmentId));
    await alarmWhere(equipmentId, { count: 1 });
    await tell(AnomalyExpired, anExpiry(equipmentId, at(1)));
    await alarmWhere(equipmentId, { active: false });
    await publishEvent(producers.detection, event);
    await tell(AnomalyDetected, anAnomaly(equipmentId, { measuredAt: at(2) }));
    await alarmWhere(equipmentId, { active: true, count: 2 });
    await eventually('the event', () => typesHeard(equipmentId).includes('alarm.reraised'));
    expect(typesHeard(equipmentId).filter((type) => type === 'alarm.reraised')).toHaveLength(1);
  });

  it('keeps a poison message byte for byte and goes on with the next', async () => {
    const equipmentId = await register('C', 'P-8');
    const poison = Buffer.from([0xff, 0x00, 0x7b, 0x22, 0xc3]);
    const subject = eventSubject('detection.anomaly.detected.v1', plant.tenantId);
    await jetstream(producers.detection).publish(subject, poison);
    await tell(AnomalyDetected, anAnomaly(equipmentId, { score: 7 }));
    await tell(AnomalyDetected, anAnomaly(equipmentId));
    await alarmWhere(equipmentId, { active: true });
    const kept = await eventually('both in quarantine', async () => {
      const rows = await plant.database.admin.query<{ raw: Buffer; reason: string }[]>(
        'SELECT raw, reason FROM alarms.quarantine WHERE tenant_id = $1 ORDER BY first_seen_at',
        [plant.tenantId],
      );
      return rows.length === 2 && rows;
    });
    expect(kept.some(({ raw }) => raw.equals(poison))).toBe(true);
    expect(kept.some(({ reason }) => reason.includes('score'))).toBe(true);
  });

  it('raises one alarm and one case from fifty anomalies at once', async () => {
    const equipmentId = await register('B', 'P-9');
    const before = await ask(gateway, CountAlarms, {}, plant.caller());
    const last = at(59);
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        tell(AnomalyDetected, anAnomaly(equipmentId, { measuredAt: at(index) })),
      ),
    );
    await tell(AnomalyExpired, anExpiry(equipmentId, last));
    await eventually('all of them', async () => {
      const rows = await plant.database.admin.query<{ began_at: Date; ended_at: Date }[]>(
        `SELECT began_at, ended_at FROM alarms.condition WHERE equipment_id = $1`,
        [equipmentId],
      );
      return rows[0]?.began_at.toISOString() === at(49) && rows[0].ended_at.toISOString() === last;
    });
    await alarmWhere(equipmentId, { active: false, count: 1 });
    const after = await ask(gateway, CountAlarms, {}, plant.caller());
    expect(after).toEqual({
      alarms: before.alarms + 1,
      openAlarms: before.openAlarms + 1,
      cases: before.cases + 1,
      openCases: before.openCases + 1,
    });
  });

  it('ALM-01: acknowledges several alarms at once, and says which not and why', async () => {
    const [first, second] = [await register('B', 'P-41'), await register('B', 'P-42')];
    for (const each of [first, second]) await tell(AnomalyDetected, anAnomaly(each));
    const seen = await alarmWhere(first, { state: 'unacknowledged' });
    const other = await alarmWhere(second, { state: 'unacknowledged' });
    await acknowledge(other.id);
    const [unknown, alarmIds] = [uuidv7(), [seen.id, seen.id, other.id]];
    const bulk = { alarmIds: [...alarmIds, unknown], comment: 'shift handed over' };
    const done = await ask(gateway, AcknowledgeAlarms, bulk, plant.caller());
    expect(done.acknowledged).toMatchObject([{ id: seen.id, state: 'acknowledged' }]);
    expect(new Map(done.refused.map(({ alarmId, reason }) => [alarmId, reason]))).toEqual(
      new Map([
        [other.id, 'The alarm is acknowledged already.'],
        [unknown, `There is no alarm ${unknown}.`],
      ]),
    );
    await eventually('its event', () => typesHeard(first).includes('alarm.acknowledged'));
    const none = ask(gateway, AcknowledgeAlarms, { alarmIds: [] }, plant.caller());
    await expect(none).rejects.toMatchObject({
      problem: { status: 422, errors: [{ field: 'alarmIds' }] },
    });
  });

  it('ALM-01: finds alarms by their rule and when they were raised, cases by when opened', async () => {
    const equipmentId = await register('B', 'P-43');
    await tell(AnomalyDetected, anAnomaly(equipmentId));
    const { rule, raisedAt, caseId } = await alarmWhere(equipmentId, {});
    const after = new Date(Date.parse(raisedAt) + 1).toISOString();
    const found = async (search: Partial<ListAlarms>) =>
      (await ask(gateway, ListAlarms, { equipmentId, ...search }, plant.caller())).items.length;
    expect(await found({ rule, from: raisedAt, to: after })).toBe(1);
    expect(await found({ from: after })).toBe(0);
    expect(await found({ to: raisedAt })).toBe(0);
    expect(await found({ rule: 'rule:NONE' })).toBe(0);
    const { openedAt, severity } = await ask(gateway, GetCase, { caseId }, plant.caller());
    const cases = async (search: Partial<ListCases>) =>
      (await ask(gateway, ListCases, { equipmentId, ...search }, plant.caller())).items.length;
    expect(await cases({ from: openedAt, severity })).toBe(1);
    expect(await cases({ to: openedAt })).toBe(0);
  });

  it('ALM-01: finds alarms by their state', async () => {
    const search = { state: 'cleared', open: 'false', severity: 'high', pageSize: 100 } as const;
    const { items } = await ask(gateway, ListAlarms, search, plant.caller());
    expect(items.length).toBeGreaterThan(0);
    expect(items.every((alarm) => alarm.state === 'cleared' && alarm.clearedAt)).toBe(true);
    const missing = ask(gateway, GetAlarm, { alarmId: uuidv7() }, plant.caller());
    await expect(missing).rejects.toMatchObject({ problem: { status: 404 } });
  });
});
