import {
  AddMaintenanceRecord,
  CancelBacktest,
  DraftAlarmRule,
  AlarmJudged,
  CaseJudged,
  GetBacktest,
  GetBand,
  ListAdjustments,
  ListAnomalies,
  ListBacktestAlarms,
  ListBacktests,
  ListDetectors,
  RegisterEquipment,
  RegisterSensor,
  RevertAdjustment,
  StartBacktest,
  type AlarmRuleDefinition,
  type BacktestView,
} from '@libs/contracts';
import type { RunningAgent } from '@libs/runtime';
import {
  aCloudEvent,
  publishEvent,
  ask,
  eventually,
  plantSignal,
  TestGateway,
  TestPlant,
  type SignalPlan,
} from '@libs/testing';
import { schemas } from '@migrations';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { AcquisitionModule } from '../../apps/acquisition/src/acquisition.module.js';
import { AlarmsModule } from '../../apps/alarms/src/alarms.module.js';
import { AssetsModule } from '../../apps/assets/src/assets.module.js';
import { DetectionModule } from '../../apps/detection/src/detection.module.js';
import { MaintenanceModule } from '../../apps/maintenance/src/maintenance.module.js';

const CHUNK = 500;
const PLAN: SignalPlan = {
  ...{ kind: 'pressure', seed: 100, length: 3660, fault: { kind: 'doubling', at: 3600 } },
};

const FAILURE = {
  ...{ mode: 'VIB', mechanism: '2.4', cause: '3.4', detectionMethod: 'condition_monitoring' },
  ...{ effect: 'degraded', remedy: 'replace' },
};

describe('backtests', () => {
  let plant: TestPlant;
  let api: NatsConnection;
  let detection: RunningAgent;
  let equipmentId: string;
  let sensorId: string;
  let window: { from: string; to: string; learnDays: number };

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('assets', AssetsModule);
    await plant.startAgent('acquisition', AcquisitionModule);
    await plant.startAgent('alarms', AlarmsModule);
    await plant.startAgent('maintenance', MaintenanceModule);
    detection = await plant.startAgent('detection', DetectionModule);
    api = await plant.connect('gateway');
    const pump = { code: 'P-1', name: 'Pump', class: 'pump' };
    equipmentId = (await ask(api, RegisterEquipment, pump, plant.caller())).id;
    const sensor = { equipmentId, code: 'P-1.pressure', key: 'pressure', unit: 'bar' };
    sensorId = (await ask(api, RegisterSensor, sensor, plant.caller())).id;
    const line = new TestGateway(await plant.connectDevices(), plant.tenantId, 'line-1');
    const signal = plantSignal(PLAN);
    const readings = signal.map(({ atMs: at, value }) => ({ sensor: 'P-1.pressure', at, value }));
    for (let from = 0; from < readings.length; from += CHUNK) {
      await line.send(readings.slice(from, from + CHUNK));
    }
    const ms = signal.map(({ atMs }) => atMs);
    const from = new Date(Math.min(...ms)).toISOString();
    window = { from, to: new Date(Math.max(...ms) + 1).toISOString(), learnDays: 0 };
    await eventually('the live anomaly', async () => (await found()).length > 0, 60_000);
  });

  afterAll(() => plant.stop());

  const found = async () =>
    (await ask(api, ListAnomalies, { sensorId, pageSize: 100 }, plant.caller())).items;
  const started = (rest: object = {}): Promise<BacktestView> =>
    ask(api, StartBacktest, { ...window, equipmentIds: [equipmentId], ...rest }, plant.caller());
  const ended = (backtestId: string): Promise<BacktestView> =>
    eventually(
      `backtest ${backtestId} to end`,
      async () => {
        const view = await ask(api, GetBacktest, { backtestId }, plant.caller());
        return view.endedAt === undefined ? undefined : view;
      },
      60_000,
    );
  const alarmsOf = async (backtestId: string) =>
    (await ask(api, ListBacktestAlarms, { backtestId, pageSize: 100 }, plant.caller())).items;

  it('DET-01: tell what the live agent told, when, and which known failure was told of before', async () => {
    const live = (await found()).map(({ measuredAt }) => measuredAt).sort();
    const performedAt = new Date(Date.parse(live[0] ?? '') + 3_600_000).toISOString();
    await eventually('the machine to be known to maintenance', () =>
      ask(
        api,
        AddMaintenanceRecord,
        {
          equipmentId,
          maintenanceType: 'repair',
          description: 'Valve replaced',
          performedAt,
          failure: FAILURE,
        },
        plant.caller(),
      ),
    );
    const to = new Date(Date.parse(performedAt) + 1000).toISOString();
    const { id } = await started({ to });
    const view = await ended(id);
    expect(view).toMatchObject({ state: 'done', equipment: 1, equipmentDone: 1, readings: 3660 });
    const [first] = await alarmsOf(id);
    expect(first).toMatchObject({ equipmentId, by: 'detector', kind: 'sensor', beganAt: live[0] });
    expect(view.result).toMatchObject({
      ...{ alarms: 1, operators: 1, failures: 1, caught: 1, missed: 0, load: 'acceptable' },
      ...{ medianLeadSeconds: 3600, unexplained: 0, peakPerTenMinutes: 1 },
      knownFailures: [{ source: 'maintenance_record', leadSeconds: 3600 }],
    });
  });

  it('DET-03: have the expected band that the live detector had, in as many points as wanted', async () => {
    const [anomaly] = await found();
    const from = anomaly?.measuredAt ?? '';
    const stretch = { from, to: new Date(Date.parse(from) + 1).toISOString() };
    const bandOf = (rest: object) =>
      ask(api, GetBand, { sensorId, ...stretch, ...rest }, plant.caller());
    const { points, readingsPerPoint } = await bandOf({});
    expect(readingsPerPoint).toBe(1);
    expect(points).toHaveLength(1);
    expect(points[0]).toMatchObject({
      ...{ at: from, value: anomaly?.value, score: anomaly?.score },
      ...{ low: anomaly?.expected?.low, high: anomaly?.expected?.high },
    });
    const { from: whole, to } = window;
    const few = await bandOf({ from: whole, to, maxPoints: 100 });
    expect(few.points).toHaveLength(99);
    expect(few.readingsPerPoint).toBe(37);
    expect(few.points[0]).toMatchObject({ low: null, high: null, baseline: null });
    await expect(bandOf({ to: from })).rejects.toMatchObject({
      problem: { errors: [{ field: 'to' }] },
    });
  });

  it('DET-01: judge by the parameters of a version', async () => {
    const { id } = await started({ settings: { alertFrom: 0.95, alarmFrom: 0.95 } });
    expect((await ended(id)).result).toMatchObject({ alarms: 0, caught: 0, failures: 0 });
    await expect(started({ settings: { alertFrom: 0.9, alarmFrom: 0.5 } })).rejects.toMatchObject({
      problem: { status: 422, errors: [{ field: 'settings.alarmFrom' }] },
    });
    await expect(started({ to: window.from })).rejects.toMatchObject({
      problem: { errors: [{ field: 'to' }] },
    });
    await expect(started({ equipmentIds: [sensorId] })).rejects.toMatchObject({
      problem: { errors: [{ field: 'equipmentIds' }] },
    });
  });

  it('DET-01: run an alarm rule as it would be judged live', async () => {
    const definition: AlarmRuleDefinition = {
      anyOf: [{ allOf: [{ name: 'odd', kind: 'anomaly', value: 0.5 }] }],
      severity: 'high',
      message: 'It is odd.',
    };
    const rule = { code: 'ODD', name: 'Odd', definition };
    const { id: ruleId, version } = await ask(api, DraftAlarmRule, rule, plant.caller());
    const view = await ended((await started({ rule: { ruleId, version } })).id);
    expect(view.result).toMatchObject({ alarms: 1 });
    expect(await alarmsOf(view.id)).toMatchObject([{ by: 'rule', explanation: 'It is odd.' }]);
    const { items } = await ask(api, ListBacktests, { ruleId }, plant.caller());
    expect(items.map(({ id }) => id)).toEqual([view.id]);
    const unknown = { rule: { ruleId, version: 9 } };
    await expect(started(unknown)).rejects.toMatchObject({
      problem: { errors: [{ field: 'rule.version' }] },
    });
  });

  it('EVT-17 DET-03: learn what people say of an anomaly, once, and take it back', async () => {
    const [anomaly] = await found();
    const judged: CaseJudged = {
      ...{ caseId: uuidv7(), equipmentId, severity: 'high', title: 'Odd', workOrderId: uuidv7() },
      ...{ answer: 'wrong', judgedBy: 'tess', alarmIds: [], anomalyIds: [anomaly?.id ?? ''] },
    };
    const alarms = await plant.connect('alarms');
    const tell = (said: CaseJudged) => publishEvent(alarms, aCloudEvent(CaseJudged, said, plant));
    const list = async () => (await ask(api, ListAdjustments, { sensorId }, plant.caller())).items;
    const card = async () =>
      (await ask(api, ListDetectors, {}, plant.caller())).find(
        ({ version }) => version === anomaly?.detectorVersion,
      );
    await tell(judged);
    await eventually('the adjustment', async () => (await list()).length > 0);
    const again = Object.assign({}, judged, { workOrderId: uuidv7() });
    await tell(again);
    await eventually('the second answer', async () => {
      const known = 'SELECT 1 FROM detection.anomaly_feedback WHERE work_order_id = $1';
      return (await plant.database.admin.query<object[]>(known, [again.workOrderId])).length > 0;
    });
    expect(await card()).toMatchObject({ right: 0, wrong: 1 });
    const [made, ...more] = await list();
    expect(more).toEqual([]);
    expect(made).toMatchObject({ sensorId, step: 0.03, answer: 'wrong', adjustedBy: 'tess' });
    expect((await ended((await started()).id)).result).toMatchObject({ alarms: 1, knownWrong: 1 });
    const back = { adjustmentId: made?.id ?? '', reason: 'It was a loose cable.' };
    const reverted = await ask(api, RevertAdjustment, back, plant.caller());
    expect(reverted).toMatchObject({ revertReason: back.reason, revertedBy: 'tess' });
    await expect(ask(api, RevertAdjustment, back, plant.caller())).rejects.toMatchObject({
      problem: { status: 409 },
    });
    const inForce = { state: 'in_force' } as const;
    expect((await ask(api, ListAdjustments, inForce, plant.caller())).items).toEqual([]);
  });

  it('DET-03: learn from an alarm without work, until its work says otherwise', async () => {
    const [known] = await found();
    const anomalyId = uuidv7();
    await plant.database.admin.query(
      `INSERT INTO detection.anomaly SELECT (jsonb_populate_record(a, $1)).*
       FROM detection.anomaly a WHERE id = $2`,
      [{ id: anomalyId, measured_at: '2026-01-01T00:00:00Z' }, known?.id],
    );
    const alarms = await plant.connect('alarms');
    const severity = 'high' as const;
    const about = { caseId: uuidv7(), equipmentId, severity };
    const said = { answer: 'wrong' as const, judgedBy: 'mira', anomalyIds: [anomalyId] };
    const of = { alarmId: uuidv7(), rule: 'anomaly:vibration', message: 'Odd' };
    const at = { occurredAt: window.from, judgedAt: window.to };
    const judged: AlarmJudged = { ...about, ...of, ...at, ...said };
    await publishEvent(alarms, aCloudEvent(AlarmJudged, judged, plant));
    const listed = async () => {
      const { items } = await ask(api, ListAdjustments, { sensorId }, plant.caller());
      return items.find((each) => each.anomalyId === anomalyId);
    };
    const made = await eventually('the adjustment', listed);
    expect(made).toMatchObject({ step: 0.03, answer: 'wrong', adjustedBy: 'mira', until: null });
    const right: CaseJudged = {
      ...{ ...about, ...said, answer: 'right', judgedBy: 'tess', workOrderId: uuidv7() },
      ...{ title: 'Odd', alarmIds: [of.alarmId] },
    };
    await publishEvent(alarms, aCloudEvent(CaseJudged, right, plant));
    const undone = await eventually('it to be taken back', async () => {
      const each = await listed();
      return each?.revertedBy ? each : undefined;
    });
    expect(undone).toMatchObject({
      revertedBy: 'tess',
      revertReason: 'The anomaly was called wrong first, and right since.',
    });
  });

  it('DET-01: go on after the agent was away, and fail honestly when that does not help', async () => {
    await detection.stop();
    const insert = (id: string, tries: number) =>
      plant.database.admin.query(
        `INSERT INTO detection.backtest (tenant_id, id, state, from_at, to_at, learn_days,
           lead_hours, settings, equipment, requested_by, correlation_id, attempt, tries,
           lease_until, created_at)
         VALUES ($1, $2, 'running', $3, $4, 0, 24, '{}', 1, 'tess', $2, 7, $5, now(), now())`,
        [plant.tenantId, id, window.from, window.to, tries],
      );
    const [halfway, hopeless] = [sensorId, equipmentId];
    await insert(halfway, 1);
    await insert(hopeless, 5);
    for (const id of [halfway, hopeless]) {
      await plant.database.admin.query(
        `INSERT INTO detection.backtest_machine (tenant_id, backtest_id, equipment_id)
         VALUES ($1, $2, $3)`,
        [plant.tenantId, id, equipmentId],
      );
    }
    detection = await plant.startAgent('detection', DetectionModule);
    const view = await ended(halfway);
    expect(view).toMatchObject({ state: 'done', equipmentDone: 1, result: { alarms: 1 } });
    expect(await ended(hopeless)).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('broken off') as unknown,
    });
  });

  it('DET-01: stop when called off, wait in line, and belong to one tenant', async () => {
    const views = await Promise.all(Array.from({ length: 9 }, () => started()));
    const [last] = views.slice(-1);
    const backtestId = last?.id ?? '';
    const off = await ask(api, CancelBacktest, { backtestId }, plant.caller());
    expect(off.state).toBe('cancelled');
    const other = { ...plant.caller(), tenantId: equipmentId };
    await expect(ask(api, GetBacktest, { backtestId }, other)).rejects.toMatchObject({
      problem: { status: 404 },
    });
    const kept = await ask(api, ListBacktests, { state: 'cancelled' }, plant.caller());
    expect(kept.items.map(({ id }) => id)).toContain(backtestId);
    for (const { id } of views.slice(0, -1)) {
      await ask(api, CancelBacktest, { backtestId: id }, plant.caller()).catch(() => undefined);
    }
  });

  it('DET-01: go when they ended longer ago than they are kept, with all that came of them', async () => {
    const { items } = await ask(api, ListBacktests, { state: 'done' }, plant.caller());
    const [old, ...rest] = items.map(({ id }) => id);
    expect(rest.length).toBeGreaterThan(0);
    await plant.database.admin.query(
      `UPDATE detection.backtest SET ended_at = now() - make_interval(days => CASE
         WHEN id = $1 THEN 181 ELSE 179 END) WHERE id = ANY($2)`,
      [old, [old, ...rest]],
    );
    const keptIds = async () => {
      const all = await ask(api, ListBacktests, { pageSize: 100 }, plant.caller());
      return all.items.map(({ id }) => id);
    };
    const isGone = async () => !(await keptIds()).includes(old ?? '');
    await eventually('the old one to be gone', isGone);
    expect(await keptIds()).toEqual(expect.arrayContaining(rest));
    for (const part of ['machine', 'alarm', 'failure']) {
      const sql = `SELECT 1 FROM detection.backtest_${part} WHERE backtest_id = $1`;
      expect(await plant.database.admin.query<object[]>(sql, [old])).toEqual([]);
    }
  });
});
