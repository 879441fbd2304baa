import {
  AlarmFloodEnded,
  AlarmFloodStarted,
  AlarmRaised,
  AnomalyDetected,
  eventContractOf,
  GetAlarmKpis,
  type CloudEvent,
  type ContractClass,
} from '@libs/contracts';
import { AlarmsBench, anAnomaly, ask, eventually, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { v7 as uuidv7 } from 'uuid';
import { AlarmsModule } from './alarms.module.js';

describe('many alarms at once', () => {
  let plant: TestPlant;
  let bench: AlarmsBench;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('alarms', AlarmsModule);
    bench = await AlarmsBench.on(plant);
  });

  afterAll(() => plant.stop());

  const told = <T extends object>(contract: ContractClass<T>): CloudEvent<T>[] =>
    bench
      .heardOfAll()
      .filter(({ type }) => type === eventContractOf(contract).type) as CloudEvent<T>[];

  it('are a flood from the tenth in ten minutes on, which tells what came first, and ends below five', async () => {
    const first = await bench.register('B', 'F-0');
    await bench.tell(AnomalyDetected, anAnomaly(first));
    const firstOut = await bench.alarmWhere(first, { active: true });
    for (let n = 1; n < 12; n += 1) await bench.tell(AnomalyDetected, anAnomaly(uuidv7()));
    await eventually('twelve alarms', () => told(AlarmRaised).length === 12);
    const [started, ...others] = told(AlarmFloodStarted);
    expect(others).toEqual([]);
    expect(started?.data).toMatchObject({
      alarms: 10,
      operators: 1,
      firstOutAlarmId: firstOut.id,
      firstOutEquipmentId: first,
    });
    const floodId = started?.data.floodId;
    expect(started?.subject).toBe(`alarm_flood/${floodId}`);
    const inFlood = told(AlarmRaised).filter(({ data }) => data.floodId === floodId);
    expect(inFlood).toHaveLength(3);

    await plant.database.admin.query('UPDATE alarms.alarm_flood SET due_at = now()');
    await eventually('another look, since it goes on', async () => {
      const rows = await plant.database.admin.query<object[]>(
        'SELECT 1 FROM alarms.alarm_flood WHERE due_at > now()',
      );
      return rows.length === 1;
    });
    expect(told(AlarmFloodEnded)).toEqual([]);
    // Four stay within the last ten minutes.
    await plant.database.admin.query(
      `UPDATE alarms.alarm_history SET noted_at = noted_at - interval '10 minutes' WHERE id IN
         (SELECT id FROM alarms.alarm_history ORDER BY noted_at LIMIT 8)`,
    );
    await plant.database.admin.query('UPDATE alarms.alarm_flood SET due_at = now()');
    const ended = await eventually('the end', () => told(AlarmFloodEnded)[0]);
    expect(ended.data).toMatchObject({ floodId, startedAt: started?.data.startedAt });
  });

  it('are counted as by hand', async () => {
    const equipmentId = await bench.register('C', 'F-1');
    await bench.tell(AnomalyDetected, anAnomaly(equipmentId));
    const { id: alarmId } = await bench.alarmWhere(equipmentId, { active: true });
    const { admin } = plant.database;
    const note = (
      minute: number,
      happened: string,
      rest: Partial<Record<string, unknown>> = {},
    ) => {
      const at = new Date(Date.UTC(2025, 2, 3, 6, minute));
      const { suppressed = false, rule = 'a', severity = 'low' } = rest;
      return admin.query(
        `INSERT INTO alarms.alarm_history (tenant_id, id, alarm_id, equipment_id, rule, happened,
           state, severity, suppressed, by, occurred_at, noted_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'unacknowledged', $7, $8, 'tess', $9, $9)`,
        [plant.tenantId, uuidv7(), alarmId, equipmentId, rule, happened, severity, suppressed, at],
      );
    };
    // An hour: 4 low ones of a (3 of them in the first ten minutes), 2 others of b, 1 suppressed.
    for (const minute of [0, 3, 6, 45]) await note(minute, 'raised');
    await note(12, 'raised', { rule: 'b', severity: 'high' });
    await note(31, 'reraised', { rule: 'b', severity: 'critical' });
    await note(33, 'raised', { rule: 'b', suppressed: true });
    await note(34, 'shelved', { rule: 'b' });
    // Acknowledged 4 minutes after it came up at 6, and 5 minutes after 45: 270 s on average.
    await note(10, 'acknowledged');
    await note(50, 'acknowledged');
    // A flood of 20 minutes, of which 15 lie in the hour.
    await admin.query(
      `INSERT INTO alarms.alarm_flood (tenant_id, id, started_at, ended_at, operators,
         first_out_alarm_id, due_at, correlation_id)
       VALUES ($1, $2, '2025-03-03T05:55:00Z', '2025-03-03T06:15:00Z', 1, $3, now(), $2)`,
      [plant.tenantId, uuidv7(), alarmId],
    );
    const window = { from: '2025-03-03T06:00:00.000Z', to: '2025-03-03T07:00:00.000Z' };
    const kpis = await ask(bench.gateway, GetAlarmKpis, window, plant.caller());
    const of = { equipmentId, equipmentCode: 'F-1' };
    expect(kpis).toEqual({
      definition: 1,
      ...window,
      operators: 1,
      annunciated: 6,
      suppressed: 1,
      shelvings: 1,
      perTenMinutesAndOperator: 1,
      peakPerTenMinutes: 3,
      floods: 1,
      floodSeconds: 900,
      floodShare: 0.25,
      low: 4,
      medium: 0,
      high: 1,
      critical: 1,
      acknowledged: 2,
      meanSecondsToAcknowledge: 270,
      topOffenders: [
        { ...of, rule: 'a', alarms: 4, share: 4 / 6 },
        { ...of, rule: 'b', alarms: 2, share: 2 / 6 },
      ],
      topTenShare: 1,
      chattering: [],
      stale: 0,
    });
    await admin.query(
      `UPDATE alarms.alarm SET raised_at = now() - interval '25 hours',
         occurred_at = now() - interval '25 hours' WHERE id = $1`,
      [alarmId],
    );
    const lately = await ask(bench.gateway, GetAlarmKpis, {}, plant.caller());
    expect(lately.stale).toBe(1);
  });

  it('are not asked for of a window that ends before it begins', async () => {
    const window = { from: '2025-03-03T07:00:00.000Z', to: '2025-03-03T06:00:00.000Z' };
    await expect(ask(bench.gateway, GetAlarmKpis, window, plant.caller())).rejects.toMatchObject({
      problem: { status: 422 },
    });
  });
});
