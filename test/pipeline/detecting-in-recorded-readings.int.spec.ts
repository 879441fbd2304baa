import {
  AnomalyDetected,
  eventContractOf,
  GetAnomaly,
  LimitExceeded,
  LimitReturned,
  ListAnomalies,
  ListDetectors,
  ListSensorFaults,
  RegisterEquipment,
  RegisterSensor,
  SensorFaultDetected,
  SensorFaultEnded,
  SetLimit,
  type CloudEvent,
} from '@libs/contracts';
import type { RunningAgent } from '@libs/runtime';
import { ask, eventually, TestGateway, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import type { NatsConnection } from '@nats-io/transport-node';
import { AcquisitionModule } from '../../apps/acquisition/src/acquisition.module.js';
import { AssetsModule } from '../../apps/assets/src/assets.module.js';
import { DetectionModule } from '../../apps/detection/src/detection.module.js';
import { plantSignal, type SignalPlan } from '@libs/testing';
import { decideVersions } from './decided-versions.js';

const SAID = [AnomalyDetected, LimitExceeded, LimitReturned].map(
  (each) => eventContractOf(each).type,
);
const CHUNK = 500;

describe('detecting in what was recorded', () => {
  let plant: TestPlant;
  let api: NatsConnection;
  let devices: NatsConnection;
  let equipmentId: string;
  const heard: CloudEvent[] = [];

  const register = async (code: string, key: string): Promise<string> => {
    const sensor = { equipmentId, code, key, unit: 'bar' };
    return (await ask(api, RegisterSensor, sensor, plant.caller())).id;
  };
  const readingsOf = (code: string, plan: SignalPlan): object[] =>
    plantSignal(plan).map(({ atMs, value }) => ({ sensor: code, at: atMs, value }));
  const sendAll = async (line: TestGateway, readings: readonly object[]): Promise<void> => {
    for (let from = 0; from < readings.length; from += CHUNK) {
      await line.send(readings.slice(from, from + CHUNK));
    }
  };
  const anomaliesOf = async (sensorId: string): Promise<readonly { measuredAt: string }[]> =>
    (await ask(api, ListAnomalies, { sensorId, pageSize: 100 }, plant.caller())).items;
  /** The detectors have seen a sensor's last reading once its state was kept after it. */
  const watchedUpTo = (sensorId: string, count: number): Promise<boolean> =>
    eventually(`${count} readings of ${sensorId} in the kept state`, async () => {
      const [row] = await plant.database.admin.query<{ behind: number }[]>(
        `SELECT (SELECT coalesce(sum(last_seq), 0) FROM acquisition.readings_log)
              - (SELECT coalesce(sum(log_seq), 0) FROM detection.partition_position) AS behind,
                (SELECT count(*) FROM acquisition.reading WHERE sensor_id = $1) - $2 AS missing`,
        [sensorId, count],
      );
      return Number(row?.behind) === 0 && Number((row as { missing?: string }).missing) === 0;
    });

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('assets', AssetsModule);
    await plant.startAgent('acquisition', AcquisitionModule);
    api = await plant.connect('gateway');
    devices = await plant.connectDevices();
    const pump = { code: 'P-1', name: 'Pump', class: 'pump' };
    equipmentId = (await ask(api, RegisterEquipment, pump, plant.caller())).id;
    api.subscribe(`event.${plant.tenantId}.detection.>`, {
      callback: (_, message) => {
        heard.push(message.json<CloudEvent>());
      },
    });
  });

  afterAll(() => plant.stop());

  it('EVT-13 DET-01: tells of a fault under the correlation of the reading that showed it', async () => {
    await plant.startAgent('detection', DetectionModule);
    const sensorId = await register('P-1.pressure', 'pressure');
    const plan = { kind: 'pressure', seed: 100, length: 3660 } as const;
    const readings = readingsOf('P-1.pressure', { ...plan, fault: { kind: 'doubling', at: 3600 } });
    await sendAll(new TestGateway(devices, plant.tenantId, 'line-1'), readings);
    const event = await eventually('the anomaly', () =>
      heard.find((each) => each.type === SAID[0]),
    );
    const { data } = event as CloudEvent<AnomalyDetected>;
    expect(data).toMatchObject({ equipmentId, sensorId, sensorKey: 'pressure', unit: 'bar' });
    expect(data.explanation_ar).toContain('غير معتادة');
    const { anomalyId } = data;
    const whole = await ask(api, GetAnomaly, { anomalyId }, plant.caller());
    expect(whole).toMatchObject({ kind: 'sensor', contributors: [], episode: null });
    expect(whole.similar?.every(({ likeness }) => likeness >= 0 && likeness <= 1)).toBe(true);
    const cards = await ask(api, ListDetectors, {}, plant.caller());
    expect(cards.map(({ version }) => version)).toContain(data.detectorVersion);
    const [message] = await plant.database.admin.query<object[]>(
      'SELECT gateway FROM acquisition.gateway_message WHERE correlation_id = $1',
      [event.correlationid],
    );
    expect(message).toEqual({ gateway: 'line-1' });
  });

  it('compares with configured limits, set while it runs', async () => {
    const sensorId = await register('P-1.limited', 'limited');
    const limit = { sensorId, kind: 'high', threshold: 10, deadband: 1, severity: 'high' } as const;
    await eventually('the sensor to be known', () => ask(api, SetLimit, limit, plant.caller()));
    const line = new TestGateway(devices, plant.tenantId, 'line-2');
    let at = Date.parse('2026-03-01T00:00:00Z');
    await eventually('the limit to bite', async () => {
      at += 2_000;
      await line.send([
        { sensor: 'P-1.limited', at: at - 1_000, value: 9.5 },
        { sensor: 'P-1.limited', at, value: 11 },
      ]);
      return heard.some((each) => each.type === SAID[1]);
    });
    await line.send([{ sensor: 'P-1.limited', at: at + 60_000, value: 9.5 }]);
    await line.send([{ sensor: 'P-1.limited', at: at + 61_000, value: 8.5 }]);
    const returned = await eventually('the return', () =>
      heard.find((each) => each.type === SAID[2]),
    );
    expect(returned.data).toMatchObject({ sensorId, kind: 'high', value: 8.5 });
  });

  it('DET-02: tells a fault of the sensor from one of the machine, and when it ends', async () => {
    const range = { rangeMin: 0, rangeMax: 400 };
    const sensor = { equipmentId, code: 'P-1.stuck', key: 'stuck', unit: 'bar', ...range };
    const { id: sensorId } = await ask(api, RegisterSensor, sensor, plant.caller());
    const sound = readingsOf('P-1.stuck', { kind: 'pressure', seed: 7, length: 900 });
    const readings = sound.map((each, at) =>
      at >= 600 && at < 700 ? { ...each, value: 400 } : each,
    );
    await sendAll(new TestGateway(devices, plant.tenantId, 'line-3'), readings);
    const told = (contract: typeof SensorFaultDetected | typeof SensorFaultEnded) =>
      heard.filter((each) => each.type === eventContractOf(contract).type);
    await eventually('the end of the fault', () => told(SensorFaultEnded)[0]);
    expect(told(SensorFaultDetected).map((each) => each.data)).toMatchObject([
      { equipmentId, sensorId, sensorKey: 'stuck', kind: 'stuck_at', value: 400 },
    ]);
    const listed = async (search: Partial<ListSensorFaults>) =>
      (await ask(api, ListSensorFaults, search, plant.caller())).items;
    const [fault] = await listed({ sensorId, kind: 'stuck_at', status: 'ended' });
    const { correlationid } = told(SensorFaultDetected)[0] ?? {};
    expect(fault).toMatchObject({ equipmentId, unit: 'bar', correlationId: correlationid });
    expect(told(SensorFaultEnded)[0]?.correlationid).toBe(correlationid);
    expect(await listed({ sensorId, status: 'open' })).toEqual([]);
    expect(await listed({ sensorId, to: fault?.since ?? '' })).toEqual([]);
    expect(await listed({ equipmentId, from: fault?.since ?? '' })).toEqual([fault]);
    expect(await anomaliesOf(sensorId)).toEqual([]);
  });

  it('DET-02 DET-03 OPS-08: finds the same, once, with replicas that come and go while versions change', async () => {
    const plan = { kind: 'pressure', seed: 101, length: 4000 } as const;
    const faulty: SignalPlan = { ...plan, fault: { kind: 'doubling', at: 3600 } };
    const instantOf = (row: number): number => plantSignal(plan)[row]?.atMs ?? 0;
    await decideVersions(plant, {
      ...{ shadowFromMs: instantOf(0), activeFromMs: instantOf(3605) },
      backFromMs: instantOf(3800),
    });
    const calm = await register('P-1.calm', 'calm');
    await sendAll(new TestGateway(devices, plant.tenantId, 'calm'), readingsOf('P-1.calm', faulty));
    await watchedUpTo(calm, 4000);

    const troubled = await register('P-1.troubled', 'troubled');
    const line = new TestGateway(devices, plant.tenantId, 'troubled');
    const readings = readingsOf('P-1.troubled', faulty);
    const replicas: RunningAgent[] = [];
    for (let from = 0; from < readings.length; from += CHUNK) {
      await line.send(readings.slice(from, from + CHUNK));
      if (replicas.length < 2) replicas.push(await plant.startAgent('detection', DetectionModule));
      else await replicas.shift()?.stop();
    }
    await watchedUpTo(troubled, 4000);
    const instants = async (id: string): Promise<string[]> =>
      (await anomaliesOf(id)).map((each) => each.measuredAt);
    expect((await instants(calm)).length).toBeGreaterThan(0);
    expect(await instants(troubled)).toEqual(await instants(calm));
    const episodes = (id: string): Promise<object[]> =>
      plant.database.admin.query<object[]>(
        `SELECT version_id, began_at, ended_at, severity, score FROM detection.shadow_episode
         WHERE sensor_id = $1 ORDER BY began_at, version_id`,
        [id],
      );
    expect((await episodes(calm)).length).toBeGreaterThan(0);
    expect(await episodes(troubled)).toEqual(await episodes(calm));
    const [{ doubled } = { doubled: -1 }] = await plant.database.admin.query<{ doubled: number }[]>(
      `SELECT count(*)::int - count(DISTINCT body::json ->> 'id')::int AS doubled
       FROM detection.outbox`,
    );
    expect(doubled).toBe(0);
  });
});
