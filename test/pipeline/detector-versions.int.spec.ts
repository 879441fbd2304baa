import {
  eventContractOf,
  DetectorVersionActivated,
  DetectorVersionDrafted,
  DetectorVersionRetired,
  DetectorVersionRolledBack,
  DetectorVersionShadowed,
  type BacktestView,
  type CloudEvent,
  type DetectorVersionView,
  type DetectorView,
  type ShadowEpisodeView,
  type VersionComparison,
} from '@libs/contracts';
import type { RunningAgent } from '@libs/runtime';
import type { ApiClient } from '@libs/testing';
import { eventually, plantSignal, TestGateway, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { acquisition } from '../../apps/acquisition/src/acquisition.module.js';
import { alarms } from '../../apps/alarms/src/alarms.module.js';
import { assets } from '../../apps/assets/src/assets.module.js';
import { audit } from '../../apps/audit/src/audit.module.js';
import { detection } from '../../apps/detection/src/detection.module.js';
import { maintenance } from '../../apps/maintenance/src/maintenance.module.js';
import { TENANT, startGateway } from './start-gateway.js';

interface Answer<T> {
  readonly data: T;
  readonly detail?: string;
  readonly errors?: readonly { field: string }[];
}

const LENGTH = 3_660;
const FAULT = 3_600;
const SIGNAL = plantSignal({
  ...{ kind: 'pressure', seed: 100, length: LENGTH, fault: { kind: 'doubling', at: FAULT } },
});
const CHUNK = 500;
const DRAFT = {
  kind: 'univariate',
  name: 'Earlier',
  settings: { alertFrom: 0.4, alarmFrom: 0.45 },
};
const VERSIONS = '/api/v1/detection/versions';

describe('detector versions', () => {
  let plant: TestPlant;
  let api: ApiClient;
  let equipmentId: string;
  let alarming: RunningAgent;
  const heard: CloudEvent[] = [];

  const post = async <T = DetectorVersionView>(path: string, body = {}, headers = {}) => {
    const { status, body: answer } = await api.post<Answer<T>>(path, { body, headers });
    return { status, ...answer };
  };
  const get = async <T = DetectorVersionView>(path: string) =>
    (await api.get<Answer<T>>(path)).body.data;
  const drafted = async (rest: object = {}) => (await post(VERSIONS, { ...DRAFT, ...rest })).data;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    for (const { agent, module } of [assets, acquisition, detection, maintenance, audit]) {
      await plant.startAgent(agent, module);
    }
    alarming = await plant.startAgent(alarms.agent, alarms.module);
    api = await startGateway(plant);
    const agents = await plant.connect('gateway');
    agents.subscribe(`event.${TENANT}.detection.version.>`, {
      callback: (_, message) => {
        heard.push(message.json<CloudEvent>());
      },
    });
    const pump = { code: 'P-1', name: 'Pump', class: 'pump' };
    equipmentId = (await post('/api/v1/equipment', pump)).data.id;
    const sensor = { code: 'P-1.pressure', key: 'pressure', unit: 'bar' };
    expect((await post(`/api/v1/equipment/${equipmentId}/sensors`, sensor)).status).toBe(201);
  }, 120_000);

  afterAll(() => plant.stop());

  it('DET-03: begin with what is built in, and are refused where they make no sense', async () => {
    const known = await get<DetectorVersionView[]>(VERSIONS);
    expect(known.map(({ kind, number, state }) => `${kind} ${number} ${state}`).sort()).toEqual([
      'machine 1 active',
      'univariate 1 active',
    ]);
    const [builtIn] = known;
    const refused = async (rest: object) =>
      (await post(VERSIONS, { ...DRAFT, ...rest })).errors?.map(({ field }) => field);
    expect(await refused({ settings: { alertFrom: 0.9, alarmFrom: 0.5 } })).toEqual([
      'settings.alarmFrom',
    ]);
    expect(await refused({ kind: 'machine', settings: { readingsBeforeTelling: 900 } })).toEqual([
      'settings.readingsBeforeTelling',
    ]);
    expect(await refused({ settings: { alertFrom: 0 } })).toEqual(['settings.alertFrom']);
    const of = `${VERSIONS}/${builtIn?.id ?? ''}`;
    expect((await post(`${of}/retire`)).status).toBe(409);
    expect((await post(`${of}/shadow`)).status).toBe(409);
    expect((await post(`${of}/roll-back`, { reason: 'x' })).status).toBe(409);
    expect((await post(`${of}/roll-back`)).status).toBe(422);
    expect((await api.get(`${of}/comparison`)).status).toBe(409);
    expect((await api.get(`${VERSIONS}/${equipmentId}`)).status).toBe(404);
  });

  it('DET-03: are judged by backtests, once for a key', async () => {
    const { id: versionId } = await drafted();
    const to = '2026-01-09T00:00:00Z';
    const asked = { from: '2026-01-01T00:00:00Z', to, learnDays: 0, versionId };
    const key = { 'idempotency-key': 'the-backtest' };
    const backtests = '/api/v1/detection/backtests';
    const first = await post<BacktestView>(backtests, asked, key);
    const again = await post<BacktestView>(backtests, asked, key);
    expect([first.status, again.status, again.data.id]).toEqual([202, 202, first.data.id]);
    expect(await get<BacktestView[]>(`${backtests}?versionId=${versionId}`)).toHaveLength(1);
    expect(first.data).toMatchObject({ versionId, detectorVersion: 2, settings: DRAFT.settings });
    const other = await post(backtests, { ...asked, learnDays: 1 }, key);
    expect([other.status, other.errors]).toMatchObject([422, [{ field: 'Idempotency-Key' }]]);
    const both = await post(backtests, { ...asked, settings: {} });
    expect(both.errors?.[0]?.field).toBe('settings');
    expect((await post(`${VERSIONS}/${versionId}/retire`)).data.state).toBe('retired');
  });

  it('EVT-13 DET-03: run in shadow, are compared, tell people, and are rolled back', async () => {
    const { id } = await drafted();
    const of = `${VERSIONS}/${id}`;
    expect((await post(`${of}/activate`, { comment: 'at once' })).status).toBe(409);
    const shadowed = (await post(`${of}/shadow`)).data;
    expect(shadowed).toMatchObject({ state: 'shadow', shadowUntil: null });
    expect(Date.parse(shadowed.shadowFrom ?? '')).toBeGreaterThan(Date.now() + 30_000);
    const another = await drafted({ name: 'Another' });
    const second = await post(`${VERSIONS}/${another.id}/shadow`);
    expect([second.status, second.detail]).toEqual([409, expect.stringContaining('in shadow')]);

    // As if it had gone into shadow before what is sent now was measured.
    await plant.database.admin.query(
      `UPDATE detection.detector_version SET shadow_from = '2026-01-01', changed_at = clock_timestamp()
       WHERE id = $1`,
      [id],
    );
    const line = new TestGateway(await plant.connectDevices(), TENANT, 'line-1');
    const readings = SIGNAL.map(({ atMs, value }) => ({ sensor: 'P-1.pressure', at: atMs, value }));
    for (let from = 0; from < LENGTH; from += CHUNK) {
      await line.send(readings.slice(from, from + CHUNK));
    }
    const beganAt = (episodes: readonly ShadowEpisodeView[]) =>
      episodes.map((each) => each.beganAt);
    const episodes = await eventually(
      'what it would have told',
      async () => {
        const found = await get<ShadowEpisodeView[]>(`${of}/episodes`);
        return beganAt(found).some((instant) => Date.parse(instant) >= (SIGNAL[FAULT]?.atMs ?? 0))
          ? found
          : undefined;
      },
      60_000,
    );
    expect(episodes[0]).toMatchObject({ equipmentId, sensorKey: 'pressure', kind: 'sensor' });
    await eventually('the anomaly itself', async () => {
      const told = await get<object[]>(`/api/v1/anomalies?equipmentId=${equipmentId}`);
      return told.length > 0;
    });
    const compared = await get<VersionComparison>(`${of}/comparison`);
    expect(compared.shadow.episodes).toBe(episodes.length);
    expect(compared).toMatchObject({
      ...{ versionId: id, operators: 1, shared: 1, active: { alone: 0, load: 'acceptable' } },
      shadow: { equipment: 1, alone: episodes.length - 1 },
    });

    const active = await post(`${of}/activate`, { comment: 'It is earlier.' });
    expect(active.data).toMatchObject({ state: 'active', switches: [{ decision: 'activated' }] });
    const [decision] = (await get(of)).switches ?? [];
    expect(decision).toMatchObject({ comment: 'It is earlier.', decidedBy: 'admin' });
    const { episodes: count } = compared.shadow;
    expect(decision?.comparison).toMatchObject({ shared: 1, shadow: { episodes: count } });
    expect((await get(of)).shadowUntil).toBe(decision?.from);
    const cards = await get<DetectorView[]>('/api/v1/detection/detectors');
    const versions = cards.flatMap(({ versions = [] }) => versions);
    expect(versions.find(({ versionId }) => versionId === id)).toMatchObject({
      ...{ state: 'active', precision: null, settings: { ...DRAFT.settings, calmReadings: 60 } },
    });

    const back = await post(`${of}/roll-back`, { reason: 'Too loud.' });
    expect(back.data).toMatchObject({ number: 1, state: 'active' });
    expect(back.data.switches?.map((each) => each.decision)).toEqual(['rolled_back', 'activated']);
    expect((await get(of)).state).toBe('retired');
    expect((await post(`${of}/roll-back`, { reason: 'again' })).status).toBe(409);
    expect((await post(`${VERSIONS}/${another.id}/shadow`)).status).toBe(200);

    const types = [
      ...[DetectorVersionDrafted, DetectorVersionShadowed, DetectorVersionActivated],
      ...[DetectorVersionRolledBack, DetectorVersionRetired],
    ].map((each) => eventContractOf(each).type);
    await eventually('all that was decided to be told', () =>
      types.every((type) => heard.some((each) => each.type === type)),
    );
    await eventually('the audit of the decision', async () => {
      const entries = await get<object[]>(`/api/v1/audit?action=detection.version.activated`);
      return entries.length > 0;
    });
  });

  it('DET-03: are compared by the operators that alarms told of, also while it is away', async () => {
    const inShadow = await get<DetectorVersionView[]>(`${VERSIONS}?state=shadow`);
    const compared = async () => {
      const path = `${VERSIONS}/${inShadow[0]?.id ?? ''}/comparison`;
      return (await get<VersionComparison>(path)).operators;
    };
    const shelving = { shelveLow: 60, shelveMedium: 60, shelveHigh: 60, shelveCritical: 0 };
    const body = { operators: 3, ...shelving, reopenDays: 7 };
    const set = await api.send<object>('PUT', '/api/v1/alarms/policy', { body });
    expect(set.status).toBe(200);
    await eventually('the operators to be known', async () => (await compared()) === 3);
    await alarming.stop();
    expect(await compared()).toBe(3);
    await eventually('the audit of the policy', async () => {
      const entries = await get<object[]>(`/api/v1/audit?action=alarms.policy.set`);
      return entries.length > 0;
    });
  });

  it('DET-03: keep decisions as they were taken', async () => {
    const [right] = await plant.database.admin.query<{ changes: boolean; removes: boolean }[]>(
      `SELECT has_table_privilege('detection', 'detection.detector_switch', 'UPDATE') AS changes,
         has_table_privilege('detection', 'detection.detector_switch', 'DELETE') AS removes`,
    );
    expect(right).toEqual({ changes: false, removes: false });
  });
});
