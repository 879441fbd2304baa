import {
  AnomalyDetected,
  AnomalyExpired,
  CountAlarms,
  GetCase,
  LimitExceeded,
  ListAlarms,
  FindAnomalyOutcomes,
  ListCaseEvidence,
  MarkCaseDuplicate,
  MarkCaseFalsePositive,
  ReopenCase,
  ResolveCase,
  SensorFaultDetected,
  SensorFaultEnded,
} from '@libs/contracts';
import { AlarmsBench, anAnomaly, anExpiry, ask, plantTime, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { v7 as uuidv7 } from 'uuid';
import { AlarmsModule } from './alarms.module.js';

describe('cases', () => {
  let plant: TestPlant;
  let bench: AlarmsBench;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('alarms', AlarmsModule);
    bench = await AlarmsBench.on(plant);
  });

  afterAll(() => plant.stop());

  async function trouble(code: string): Promise<{ equipmentId: string; caseId: string }> {
    const equipmentId = await bench.register('A', code);
    await bench.tell(AnomalyDetected, anAnomaly(equipmentId));
    const { id: caseId } = await bench.caseWhere(equipmentId, { status: 'triaged' });
    return { equipmentId, caseId };
  }

  const typesHeard = (equipmentId: string): string[] =>
    bench.heardOf(equipmentId).map(({ type }) => type.replace(/^alarms\.|\.v1$/g, ''));

  it('ALM-01 counts and lists the alarms of one equipment, ALM-03 by filters', async () => {
    const { equipmentId, caseId } = await trouble('K-1');
    await bench.tell(LimitExceeded, {
      limitId: uuidv7(),
      equipmentId,
      sensorId: uuidv7(),
      sensorKey: 'pressure',
      kind: 'high',
      threshold: 10,
      value: 12,
      unit: 'bar',
      measuredAt: plantTime(1),
      severity: 'critical',
    });
    await bench.alarmWhere(equipmentId, { severity: 'critical' });
    await trouble('K-2');
    const counted = await ask(bench.gateway, CountAlarms, { equipmentId }, plant.caller());
    expect(counted).toEqual({ alarms: 2, openAlarms: 2, cases: 1, openCases: 1 });
    const search = { caseId, severity: 'critical', open: 'true', state: 'unacknowledged' } as const;
    const found = await ask(bench.gateway, ListAlarms, search, plant.caller());
    expect(found.items).toMatchObject([{ equipmentId, rule: 'limit:pressure:high' }]);
  });

  it('keep the anomalies that they rest on', async () => {
    const { equipmentId, caseId } = await trouble('K-3');
    const again = anAnomaly(equipmentId, { measuredAt: plantTime(1) });
    await bench.tell(AnomalyDetected, again);
    await bench.caseWhere(equipmentId, { anomalyCount: 2, alarmCount: 1 });
    const { items } = await ask(bench.gateway, ListCaseEvidence, { caseId }, plant.caller());
    expect(items[0]).toEqual({
      kind: 'anomaly',
      sourceId: again.anomalyId,
      text: again.explanation,
      occurredAt: plantTime(1),
    });
  });

  it('DET-02: tell what became of the anomalies that they rest on', async () => {
    const { equipmentId, caseId } = await trouble('K-9');
    const again = anAnomaly(equipmentId, { measuredAt: plantTime(1) });
    await bench.tell(AnomalyDetected, again);
    await bench.caseWhere(equipmentId, { anomalyCount: 2 });
    const asked = { anomalyIds: [again.anomalyId, uuidv7()] };
    const outcomes = () => ask(bench.gateway, FindAnomalyOutcomes, asked, plant.caller());
    const [open, ...others] = await outcomes();
    expect(open).toMatchObject({ anomalyId: again.anomalyId, caseId, endedAt: null });
    expect(others).toEqual([]);
    const because = { caseId, reason: 'the load had been changed' };
    await ask(bench.gateway, MarkCaseFalsePositive, because, plant.caller());
    const [ended] = await outcomes();
    expect(ended).toMatchObject({ status: 'false_positive', caseId });
    expect(ended?.endedAt).not.toBeNull();
  });

  it('end as a false positive while the alarm goes on, and the next trouble is another', async () => {
    const { equipmentId, caseId } = await trouble('K-4');
    const because = { caseId, reason: 'the load had been changed' };
    await expect(ask(bench.gateway, ResolveCase, because, plant.caller())).rejects.toMatchObject({
      problem: { status: 409, allowed: ['mark_false_positive', 'mark_duplicate'] },
    });
    const marked = await ask(bench.gateway, MarkCaseFalsePositive, because, plant.caller());
    expect(marked).toMatchObject({ status: 'false_positive', alarmCount: 1 });
    await bench.tell(AnomalyExpired, anExpiry(equipmentId, plantTime(1)));
    await bench.tell(AnomalyDetected, anAnomaly(equipmentId, { measuredAt: plantTime(2) }));
    const next = await bench.caseWhere(equipmentId, { status: 'triaged' });
    expect(next.id).not.toBe(caseId);
    const reopened = ask(bench.gateway, ReopenCase, because, plant.caller());
    await expect(reopened).rejects.toMatchObject({
      problem: { status: 409, detail: `The case ${next.id} is open instead.` },
    });
    expect(typesHeard(equipmentId)).toContain('case.marked_false_positive');
  });

  it('are joined to another, which takes their alarms', async () => {
    const [pump, motor] = [await trouble('K-5'), await trouble('K-6')];
    const merge = { caseId: pump.caseId, duplicateOf: motor.caseId, reason: 'the motor causes it' };
    const merged = await ask(bench.gateway, MarkCaseDuplicate, merge, plant.caller());
    expect(merged).toMatchObject({ status: 'duplicate', duplicateOf: motor.caseId });
    const target = await ask(bench.gateway, GetCase, { caseId: motor.caseId }, plant.caller());
    expect(target).toMatchObject({ alarmCount: 2, anomalyCount: 2 });
    const back = { ...merge, caseId: motor.caseId, duplicateOf: pump.caseId };
    await expect(ask(bench.gateway, MarkCaseDuplicate, back, plant.caller())).rejects.toMatchObject(
      { problem: { status: 409 } },
    );
  });

  it('go on when reopened in time, and ask for work again', async () => {
    const { equipmentId, caseId } = await trouble('K-7');
    await bench.tell(AnomalyExpired, anExpiry(equipmentId, plantTime(1)));
    await bench.alarmWhere(equipmentId, { active: false });
    const because = { caseId, reason: 'nothing found' };
    await ask(bench.gateway, ResolveCase, because, plant.caller());
    const reopened = await ask(
      bench.gateway,
      ReopenCase,
      { caseId, reason: 'it shakes again' },
      plant.caller(),
    );
    expect(reopened).toMatchObject({ status: 'triaged', resolvedAt: null });
    await ask(bench.gateway, ResolveCase, because, plant.caller());
    await plant.database.admin.query(
      `UPDATE alarms.alarm_case SET resolved_at = now() - interval '15 days' WHERE id = $1`,
      [caseId],
    );
    await expect(ask(bench.gateway, ReopenCase, because, plant.caller())).rejects.toMatchObject({
      problem: { status: 409, detail: 'The case ended too long ago to be reopened.' },
    });
    expect(typesHeard(equipmentId).slice(-4)).toEqual([
      'case.resolved',
      'case.reopened',
      'case.triaged',
      'case.resolved',
    ]);
  });

  it('are one per equipment and kind in the database too', async () => {
    const { caseId } = await trouble('K-8');
    const copy = plant.database.admin.query(
      `INSERT INTO alarms.alarm_case (tenant_id, id, equipment_id, status, severity, title,
         correlation_id, opened_at)
       SELECT tenant_id, gen_random_uuid(), equipment_id, 'open', severity, title,
         correlation_id, now() FROM alarms.alarm_case WHERE id = $1`,
      [caseId],
    );
    await expect(copy).rejects.toThrow('alarm_case_open_key');
  });

  it('EVT-17: are of the sensor, and not of its machine, when the sensor is at fault', async () => {
    const equipmentId = await bench.register('B', 'K-9');
    const fault = {
      faultId: uuidv7(),
      equipmentId,
      sensorId: uuidv7(),
      sensorKey: 'vibration',
      kind: 'flat_line',
      since: plantTime(0),
      measuredAt: plantTime(1),
    } as const;
    await bench.tell(SensorFaultDetected, {
      ...fault,
      value: 3.2,
      unit: 'mm/s',
      explanation: 'The sensor has shown exactly 3.2 for longer than it ever did.',
      explanation_ar: 'يعرض الحساس القيمة نفسها.',
      detectorVersion: 'test-1',
    });
    const found = await bench.caseWhere(equipmentId, { kind: 'sensor_fault' });
    expect(found).toMatchObject({ verdict: 'plan', severity: 'medium', alarmCount: 1 });
    expect(found.reason).toContain('inspection or calibration');
    await bench.tell(AnomalyDetected, anAnomaly(equipmentId));
    await bench.caseWhere(equipmentId, { kind: 'machine', alarmCount: 1 });
    await bench.tell(SensorFaultEnded, { ...fault, measuredAt: plantTime(9) });
    await bench.alarmWhere(equipmentId, { rule: 'sensor_fault:vibration', active: false });
    const told = bench.heardOf(equipmentId).filter(({ type }) => type.includes('case.triaged'));
    const kinds = told.map(({ data }) => (data as { kind?: string }).kind);
    expect(kinds.sort()).toEqual(['machine', 'sensor_fault']);
  });

  it('EVT-13: raise one alarm for what the machine and one of its sensors show together', async () => {
    const equipmentId = await bench.register('B', 'K-10');
    const machine = { kind: 'equipment', severity: 'alert' } as const;
    const flow = { sensorId: uuidv7(), sensorKey: 'flow', episode: 'equipment' } as const;
    await bench.tell(AnomalyDetected, anAnomaly(equipmentId, machine));
    const alert = await bench.alarmWhere(equipmentId, { rule: 'anomaly:equipment' });
    expect(alert.severity).toBe('medium');
    await bench.tell(
      AnomalyDetected,
      anAnomaly(equipmentId, { ...flow, measuredAt: plantTime(1) }),
    );
    await bench.alarmWhere(equipmentId, { rule: 'anomaly:equipment', severity: 'high' });
    await bench.caseWhere(equipmentId, { alarmCount: 1, anomalyCount: 2 });
    await bench.tell(AnomalyExpired, anExpiry(equipmentId, plantTime(2), { kind: 'equipment' }));
    await bench.tell(AnomalyExpired, anExpiry(equipmentId, plantTime(3), flow));
    await bench.alarmWhere(equipmentId, { rule: 'anomaly:equipment', active: false });
    expect(await bench.alarmsOf(equipmentId)).toHaveLength(1);
  });

  it('let what the machine shows join the alarm that one of its sensors raised', async () => {
    const { equipmentId } = await trouble('K-11');
    const joined = { kind: 'equipment', episode: 'vibration' } as const;
    await bench.tell(
      AnomalyDetected,
      anAnomaly(equipmentId, { ...joined, measuredAt: plantTime(1) }),
    );
    await bench.caseWhere(equipmentId, { alarmCount: 1, anomalyCount: 2 });
    await bench.tell(AnomalyExpired, anExpiry(equipmentId, plantTime(2)));
    await bench.tell(AnomalyExpired, anExpiry(equipmentId, plantTime(3), joined));
    const over = await bench.alarmWhere(equipmentId, { rule: 'anomaly:vibration', active: false });
    expect(over.returnedAt).toBe(plantTime(3));
  });
});
