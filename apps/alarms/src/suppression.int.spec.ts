import {
  AcknowledgeAlarm,
  AlarmShelved,
  AlarmUnshelved,
  AnomalyDetected,
  AnomalyExpired,
  CommentOnAlarm,
  eventContractOf,
  GetAlarm,
  GetAlarmKpis,
  LimitExceeded,
  LimitReturned,
  ListAlarmHistory,
  ReturnAlarmToService,
  SetAlarmPolicy,
  ShelveAlarm,
  SuppressAlarm,
  TakeAlarmOutOfService,
  UnshelveAlarm,
  UnsuppressAlarm,
  WorkOrderClosed,
  WorkOrderCreated,
  WorkOrderReopened,
  WorkOrderStarted,
  type AlarmView,
  type CloudEvent,
} from '@libs/contracts';
import {
  AlarmsBench,
  anAnomaly,
  anExpiry,
  ask,
  eventually,
  plantTime,
  TestPlant,
} from '@libs/testing';
import { schemas } from '@migrations';
import { v7 as uuidv7 } from 'uuid';
import { AlarmsModule } from './alarms.module.js';

describe('alarms that are kept back', () => {
  let plant: TestPlant;
  let bench: AlarmsBench;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('alarms', AlarmsModule);
    await plant.startAgent('alarms', AlarmsModule);
    bench = await AlarmsBench.on(plant);
  });

  afterAll(() => plant.stop());

  async function raise(code: string): Promise<AlarmView> {
    const equipmentId = await bench.register('B', code);
    await bench.tell(AnomalyDetected, anAnomaly(equipmentId));
    return bench.alarmWhere(equipmentId, { active: true });
  }

  const order = (equipmentId: string, workOrderId = uuidv7()) => ({
    workOrderId,
    number: 'WO-000001',
    equipmentId,
    priority: 'high' as const,
    title: 'Repair it',
  });

  const historyOf = async (alarmId: string): Promise<string[]> => {
    const request = { alarmId, pageSize: 100 };
    const { items } = await ask(bench.gateway, ListAlarmHistory, request, plant.caller());
    return items.map(({ happened }) => happened).reverse();
  };

  it('ALM-04 carries the name of its equipment, and says what may be done', async () => {
    const alarm = await raise('S-1');
    expect(alarm).toMatchObject({ equipmentCode: 'S-1', equipmentName: 'Machine S-1' });
    expect(alarm.allowed).toEqual([
      'acknowledge',
      'shelve',
      'suppress',
      'take_out_of_service',
      'comment',
    ]);
  });

  it('come back by themselves when their time is over, by a row that any replica finds', async () => {
    const alarm = await raise('S-2');
    const request = { alarmId: alarm.id, minutes: 1, reason: 'cable is being replaced' };
    const shelved = await ask(bench.gateway, ShelveAlarm, request, plant.caller());
    expect(shelved).toMatchObject({ state: 'shelved', shelvedBy: 'tess' });
    // Due in the past is what an agent finds that starts again.
    await plant.database.admin.query(
      `UPDATE alarms.alarm SET shelved_until = now() - interval '1 second' WHERE id = $1`,
      [alarm.id],
    );
    await plant.database.admin.query(
      `UPDATE alarms.alarm_timer SET due_at = now() WHERE alarm_id = $1`,
      [alarm.id],
    );
    await bench.alarmWhere(alarm.equipmentId, { state: 'unacknowledged', shelvedUntil: null });
    expect(await historyOf(alarm.id)).toEqual(['raised', 'shelved', 'unshelved']);
    const told = (contract: typeof AlarmShelved | typeof AlarmUnshelved): CloudEvent[] =>
      bench.heardOf(alarm.equipmentId).filter((e) => e.type === eventContractOf(contract).type);
    await eventually('its end', () => told(AlarmUnshelved).length === 1);
    expect(told(AlarmShelved)[0]?.data).toMatchObject({ reason: 'cable is being replaced' });
    expect(told(AlarmUnshelved)[0]?.data).toMatchObject({
      state: 'unacknowledged',
      unshelvedBy: 'agent:alarms',
    });
  });

  it('are shelved no longer than the plant allows, and unshelved before by a person', async () => {
    const alarm = await raise('S-3');
    const policy = {
      operators: 1,
      shelveLow: 10_080,
      shelveMedium: 1440,
      shelveHigh: 30,
      shelveCritical: 0,
      reopenDays: 14,
    };
    await ask(bench.gateway, SetAlarmPolicy, policy, plant.caller());
    const shelve = (minutes: number) =>
      ask(
        bench.gateway,
        ShelveAlarm,
        { alarmId: alarm.id, minutes, reason: 'nuisance' },
        plant.caller(),
      );
    await expect(shelve(31)).rejects.toMatchObject({
      problem: {
        status: 409,
        detail: 'An alarm of high severity may be shelved for 30 minutes at most.',
        allowed: expect.arrayContaining(['acknowledge', 'shelve']),
      },
    });
    await shelve(30);
    const { id: alarmId } = alarm;
    const lift = () => ask(bench.gateway, UnshelveAlarm, { alarmId }, plant.caller());
    expect(await lift()).toMatchObject({ state: 'unacknowledged' });
    await expect(lift()).rejects.toMatchObject({ problem: { status: 409 } });
    const timers = await plant.database.admin.query<object[]>(
      'SELECT 1 FROM alarms.alarm_timer WHERE alarm_id = $1',
      [alarmId],
    );
    expect(timers).toHaveLength(0);
  });

  it('follow their condition while shelved, and stay one alarm', async () => {
    const alarm = await raise('S-4');
    const { id: alarmId, equipmentId } = alarm;
    await ask(bench.gateway, ShelveAlarm, { alarmId, minutes: 5, reason: 'x' }, plant.caller());
    await ask(bench.gateway, AcknowledgeAlarm, { alarmId }, plant.caller());
    await bench.tell(AnomalyExpired, anExpiry(equipmentId, plantTime(1)));
    await bench.alarmWhere(equipmentId, { active: false, state: 'shelved', clearedAt: null });
    await bench.tell(AnomalyDetected, anAnomaly(equipmentId, { measuredAt: plantTime(2) }));
    await bench.alarmWhere(equipmentId, { active: true, state: 'shelved', count: 2 });
    expect(await bench.alarmsOf(equipmentId)).toHaveLength(1);
  });

  it('are suppressed by the work on their equipment and restored at its end, new ones too', async () => {
    const alarm = await raise('S-5');
    const { equipmentId } = alarm;
    const work = order(equipmentId);
    await bench.tell(WorkOrderStarted, { ...work, assignee: 'tess' });
    const cause = `work_order:${work.workOrderId}`;
    const suppressed = await bench.alarmWhere(equipmentId, { state: 'suppressed' });
    expect(suppressed.suppressedBy).toEqual([cause]);
    const lifted = ask(bench.gateway, UnsuppressAlarm, { alarmId: alarm.id }, plant.caller());
    await expect(lifted).rejects.toMatchObject({
      problem: {
        status: 409,
        detail: `The alarm is suppressed by ${cause} and comes back by itself.`,
      },
    });
    const other = { sensorKey: 'temperature', sensorId: uuidv7() };
    await bench.tell(AnomalyDetected, anAnomaly(equipmentId, other));
    await bench.alarmWhere(equipmentId, { rule: 'anomaly:temperature', state: 'suppressed' });
    await bench.tell(WorkOrderClosed, { ...work, closedBy: 'tess' });
    await bench.alarmWhere(equipmentId, { rule: 'anomaly:temperature', state: 'unacknowledged' });
    await bench.alarmWhere(equipmentId, { rule: 'anomaly:vibration', state: 'unacknowledged' });
    expect(await historyOf(alarm.id)).toEqual(['raised', 'suppressed', 'unsuppressed']);
  });

  it('WOM-01: are suppressed again when the work is reopened, and its case goes on', async () => {
    const { equipmentId, caseId } = await raise('S-7');
    const work = { ...order(equipmentId), caseId };
    const kind = 'corrective_immediate';
    await bench.tell(WorkOrderCreated, { ...work, kind, description: 'Repair it' });
    await bench.tell(WorkOrderStarted, { ...work, assignee: 'tess' });
    await bench.alarmWhere(equipmentId, { state: 'suppressed' });
    await bench.tell(WorkOrderClosed, { ...work, closedBy: 'pia' });
    await bench.alarmWhere(equipmentId, { state: 'unacknowledged' });
    await bench.caseWhere(equipmentId, { status: 'monitoring' });
    const goesOn = { kind, assignee: 'tess', reopenedBy: 'pia', reason: 'It rattles.' } as const;
    await bench.tell(WorkOrderReopened, { ...work, ...goesOn });
    await bench.alarmWhere(equipmentId, { state: 'suppressed' });
    await bench.caseWhere(equipmentId, { status: 'work_ordered' });
    await bench.tell(AnomalyExpired, anExpiry(equipmentId, plantTime(1)));
    await bench.tell(WorkOrderClosed, { ...work, closedBy: 'pia' });
    await bench.caseWhere(equipmentId, { status: 'resolved' });
  });

  it('are suppressed and taken out of service by people, the stronger shown', async () => {
    const { id: alarmId } = await raise('S-6');
    const because = { alarmId, reason: 'transmitter at the workshop' };
    await ask(bench.gateway, SuppressAlarm, because, plant.caller());
    const out = await ask(bench.gateway, TakeAlarmOutOfService, because, plant.caller());
    expect(out).toMatchObject({ state: 'out_of_service', outOfServiceBy: 'tess' });
    const shelved = ask(
      bench.gateway,
      ShelveAlarm,
      { alarmId, minutes: 1, reason: 'x' },
      plant.caller(),
    );
    await expect(shelved).rejects.toMatchObject({ problem: { status: 409 } });
    const back = await ask(bench.gateway, ReturnAlarmToService, { alarmId }, plant.caller());
    expect(back).toMatchObject({ state: 'suppressed', suppressedBy: ['person'] });
    const comment = { alarmId, comment: 'seen on site' };
    await ask(bench.gateway, CommentOnAlarm, comment, plant.caller());
    expect(await ask(bench.gateway, UnsuppressAlarm, { alarmId }, plant.caller())).toMatchObject({
      state: 'unacknowledged',
    });
    expect(await historyOf(alarmId)).toEqual([
      'raised',
      'suppressed',
      'suppressed',
      'unsuppressed',
      'commented',
      'unsuppressed',
    ]);
  });

  it('are kept back when they chatter, and come back once quiet', async () => {
    const equipmentId = await bench.register('B', 'S-7');
    const second = (n: number): string => new Date(Date.UTC(2026, 0, 5, 6, 0, n)).toISOString();
    for (let n = 0; n < 3; n += 1) {
      await bench.tell(AnomalyDetected, anAnomaly(equipmentId, { measuredAt: second(n * 10) }));
      await bench.tell(AnomalyExpired, anExpiry(equipmentId, second(n * 10 + 5)));
    }
    const kept = await bench.alarmWhere(equipmentId, { state: 'suppressed', active: false });
    expect(kept).toMatchObject({ suppressedBy: ['chattering'], count: 3 });
    const kpis = await ask(bench.gateway, GetAlarmKpis, {}, plant.caller());
    expect(kpis.chattering).toContainEqual(
      expect.objectContaining({ equipmentId, equipmentCode: 'S-7', alarms: 3 }),
    );
    await plant.database.admin.query(
      `UPDATE alarms.alarm_timer SET due_at = now() WHERE alarm_id = $1`,
      [kept.id],
    );
    await bench.alarmWhere(equipmentId, { state: 'returned_unacknowledged' });
    const { id: alarmId } = kept;
    expect(await ask(bench.gateway, GetAlarm, { alarmId }, plant.caller())).toMatchObject({
      suppressedBy: [],
    });
  });

  it('ALM-05: are let through once they turn critical, however often they came', async () => {
    const equipmentId = await bench.register('B', 'S-8');
    const second = (n: number): string => new Date(Date.UTC(2026, 0, 5, 6, 0, n)).toISOString();
    const limit = { limitId: uuidv7(), equipmentId, sensorId: equipmentId, sensorKey: 'pressure' };
    const high = { ...limit, kind: 'high', threshold: 10, unit: 'bar', value: 11 } as const;
    for (let n = 0; n < 3; n += 1) {
      const measuredAt = second(n * 10);
      await bench.tell(LimitExceeded, { ...high, severity: 'medium', measuredAt });
      await bench.tell(LimitReturned, { ...high, value: 9, measuredAt: second(n * 10 + 5) });
    }
    await bench.alarmWhere(equipmentId, { state: 'suppressed', active: false });
    const worse = { ...high, limitId: uuidv7(), threshold: 20, value: 21 };
    await bench.tell(LimitExceeded, { ...worse, severity: 'critical', measuredAt: second(31) });
    const { suppressedBy } = await bench.alarmWhere(equipmentId, {
      state: 'unacknowledged',
      severity: 'critical',
    });
    expect(suppressedBy).toEqual([]);
  });
});
