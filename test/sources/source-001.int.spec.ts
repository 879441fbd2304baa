import type { CloudEvent } from '@libs/contracts';
import { ApiClient, eventually, TestGateway, TestPlant, type ApiAnswer } from '@libs/testing';
import { schemas } from '@migrations';
import { jetstream, jetstreamManager, type JetStreamClient } from '@nats-io/jetstream';
import { v7 as uuidv7 } from 'uuid';
import { AcquisitionModule } from '../../apps/acquisition/src/acquisition.module.js';
import { AnalyticsModule } from '../../apps/analytics/src/analytics.module.js';
import { AssetsModule } from '../../apps/assets/src/assets.module.js';
import { DetectionModule } from '../../apps/detection/src/detection.module.js';
import { TENANT, startGateway } from '../pipeline/start-gateway.js';
import { replay } from './curl.js';

interface AgentStatus {
  readonly agent: string;
  readonly instanceId: string;
  readonly state: string;
  readonly previousState?: string;
  readonly reason?: string;
  readonly startedAt: string;
  readonly at: string;
}
interface Told {
  readonly data: { readonly id: string } & Record<string, unknown>;
}
interface Listed {
  readonly data: Record<string, unknown>[];
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/**
 * The document promises two routes, `GET /health` and `GET /health/db`, pages at /docs and /redoc,
 * and its events: a base of timestamp, event id and correlation id; sensor data received (raw data),
 * data processed, data processing failed (agent, message, original payload), anomaly detected and
 * agent status; an agent that validates and enriches what it receives; capabilities that are found.
 */
describe('source 001: a client of the multi-agent backend', () => {
  let plant: TestPlant;
  let admin: ApiClient;
  let anybody: ApiClient;
  let stream: JetStreamClient;
  let line: TestGateway;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('assets', AssetsModule);
    await plant.startAgent('acquisition', AcquisitionModule);
    await plant.startAgent('detection', DetectionModule);
    admin = await startGateway(plant);
    anybody = new ApiClient(admin.url);
    stream = jetstream(await plant.connect('platform'));
    line = new TestGateway(await plant.connectDevices(), TENANT, 'line-1');
  });

  afterAll(() => plant.stop());

  const get = <T>(path: string): Promise<ApiAnswer<T>> => admin.get<T>(`/api/v1${path}`);
  const post = (path: string, body: object): Promise<ApiAnswer<Told>> =>
    admin.post<Told>(`/api/v1${path}`, { body });
  const traceOf = (correlationId: string, type: string): Promise<CloudEvent> =>
    eventually(`${type} in the trace`, async () => {
      const { body } = await get<{ data?: { steps: CloudEvent[] } }>(`/traces/${correlationId}`);
      return body.data?.steps.find((step) => step.type === type);
    });

  /** Every message of a stream whose subject fits, as JSON. */
  async function messagesOf<T>(name: string, filter: string): Promise<T[]> {
    const consumer = await stream.consumers.get(name, { filter_subjects: filter });
    const { num_pending } = await consumer.info();
    const messages: T[] = [];
    for (let left = num_pending; left > 0; left -= 1) {
      const next = await consumer.next({ expires: 5_000 });
      if (next) messages.push(next.json<T>());
    }
    return messages;
  }

  it('OBS-01: replays GET /health and GET /health/db', async () => {
    const health = await replay(anybody, 'curl http://localhost:8000/health');
    expect(health).toMatchObject({ status: 200, body: { status: 'healthy', version: '0.1.0' } });
    const database = await replay(anybody, 'curl http://localhost:8000/health/db');
    expect(database).toMatchObject({ status: 200, body: { status: 'up' } });
  });

  it('API-12: finds the pages and the document where they were', async () => {
    expect((await replay(anybody, 'curl http://localhost:8000/docs')).status).toBe(200);
    const moved = await replay(anybody, 'curl http://localhost:8000/redoc');
    expect([moved.status, moved.headers.get('location')]).toEqual([308, '/docs']);
  });

  it('EVT-06 TEL-01 TEL-04 TEL-05 TEL-06: sensor data received is processed and enriched, or fails with its reason and its payload', async () => {
    const pump = (await post('/equipment', { code: 'P-1', name: 'Pump', class: 'pump' })).body.data;
    const sensor = { code: 'P-1.pressure', key: 'pressure', unit: 'bar' };
    const { id: sensorId } = (await post(`/equipment/${pump.id}/sensors`, sensor)).body.data;
    const at = Date.parse('2026-03-01T00:00:00Z');
    const correlationId = uuidv7();
    const raw = { boot: 'b', seq: 1, correlationId };
    const readings = [{ sensor: sensor.code, at, value: 4.2 }];
    const received = JSON.stringify({ ...raw, readings });
    await line.sendRaw(received);
    const [processed] = await eventually('the data processed', async () => {
      const all = await messagesOf<CloudEvent<Record<string, unknown>>>('READINGS', 'readings.*');
      return all.length > 0 && all;
    });
    expect(processed).toMatchObject({
      type: 'acquisition.readings.recorded.v1',
      tenantid: TENANT,
      data: {
        sensors: [{ sensorId, equipmentId: pump.id, key: 'pressure', unit: 'bar' }],
        correlations: [correlationId],
        measuredAt: [at],
        value: [4.2],
        quality: ['good'],
      },
    });
    const broken = uuidv7();
    const wrong = JSON.stringify({
      ...{ ...raw, seq: 2, correlationId: broken },
      readings: [{ sensor: 'nobody.knows', at, value: 1 }],
    });
    await line.sendRaw(wrong);
    const failed = await traceOf(broken, 'acquisition.reading.rejected.v1');
    expect(failed).toMatchObject({
      agent: 'acquisition',
      data: { gateway: 'line-1', reason: expect.stringContaining('not registered'), refused: 1 },
    });
    const { quarantineId } = failed.data as { quarantineId: string };
    const kept = await get<{ data: { raw: string } }>(`/quarantine/${quarantineId}`);
    expect(Buffer.from(kept.body.data.raw, 'base64').toString()).toBe(wrong);
  });

  it('EVT-06 DET-01: an anomaly, and the limit that it exceeded, are events of the same story', async () => {
    const pump = (await post('/equipment', { code: 'P-2', name: 'Pump', class: 'pump' })).body.data;
    const sensor = { code: 'P-2.pressure', key: 'pressure', unit: 'bar' };
    const { id: sensorId } = (await post(`/equipment/${pump.id}/sensors`, sensor)).body.data;
    await eventually('the limit', async () => {
      const limit = { kind: 'high', threshold: 9, severity: 'high' };
      return (await post(`/sensors/${sensorId}/limits`, limit)).status === 201;
    });
    const exceeded = await eventually(
      'the limit exceeded',
      async () => {
        await post('/readings', { readings: [{ sensor: sensor.code, value: 12 }] });
        const all = await messagesOf<CloudEvent>('EVENTS', `event.*.detection.>`);
        return all.find(({ type }) => type === 'detection.limit.exceeded.v1');
      },
      30_000,
    );
    expect(exceeded.data).toMatchObject({ sensorId, equipmentId: pump.id });
    const { body } = await get<{ data: { capabilities: { publishes: string[] } }[] }>('/agents');
    const published = body.data.flatMap(({ capabilities }) => capabilities.publishes);
    expect(published).toContain('detection.anomaly.detected.v1');
  });

  it('EVT-04 EVT-07: every event that was told has an instant, an id of its own and a correlation id', async () => {
    const events = await messagesOf<CloudEvent>('EVENTS', 'event.>');
    const readings = await messagesOf<CloudEvent>('READINGS', 'readings.*');
    const all = [...events, ...readings];
    expect(new Set(all.map(({ type }) => type)).size).toBeGreaterThan(5);
    for (const { type, id, time, correlationid } of all) {
      expect([type, id]).toEqual([type, expect.stringMatching(UUID)]);
      expect([type, time]).toEqual([type, expect.stringMatching(INSTANT)]);
      expect([type, correlationid]).toEqual([type, expect.stringMatching(UUID)]);
    }
    const ids = all.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('EVT-06 EVT-08 EVT-11: an agent tells its state and health as events, from its start to its end', async () => {
    const running = await plant.startAgent('analytics', AnalyticsModule);
    const states = async (): Promise<AgentStatus[]> =>
      messagesOf<AgentStatus>('AGENTS', 'agent.analytics.>');
    await eventually('that it runs', async () =>
      (await states()).some(({ state }) => state === 'running'),
    );
    const shown = await get<Listed>('/agents');
    expect(shown.body.data.find(({ agent }) => agent === 'analytics')).toMatchObject({
      state: 'running',
      instances: [{ checks: { database: 'up', nats: 'up' } }],
    });
    await running.stop();
    const told = await eventually('that it stopped', async () => {
      const all = await states();
      return all.at(-1)?.state === 'stopped' && all;
    });
    const steps = told.filter(({ previousState }) => previousState !== undefined);
    expect(steps.map(({ state }) => state)).toEqual(['running', 'draining', 'stopped']);
    const [first] = told;
    for (const status of told) {
      expect(status).toMatchObject({ agent: 'analytics', instanceId: first?.instanceId });
      expect([status.at, status.startedAt]).toEqual(Array(2).fill(expect.stringMatching(INSTANT)));
    }
    expect(first?.instanceId).toMatch(UUID);
  });

  it('EVT-11: what agents tell is not refused once there is much of it: the oldest gives way', async () => {
    const manager = await jetstreamManager(await plant.connect('platform'));
    const { config, state } = await manager.streams.info('AGENTS');
    const surplus = config.max_msgs - state.messages + 1;
    const analytics = jetstream(await plant.connect('analytics'));
    const sendings = Array.from({ length: surplus }, (_, n) =>
      analytics.publish('agent.analytics.flood', JSON.stringify({ n })),
    );
    await Promise.all(sendings);
    const last = await manager.streams.getMessage('AGENTS', {
      last_by_subj: 'agent.analytics.flood',
    });
    expect(last?.json()).toEqual({ n: surplus - 1 });
    expect((await manager.streams.info('AGENTS')).state.messages).toBe(config.max_msgs);
  });

  it('EVT-09 EVT-10: agents are found with an id of their own and with what they can do', async () => {
    const { body } = await get<Listed>('/agents');
    const acquisition = body.data.find(({ agent }) => agent === 'acquisition');
    expect(acquisition).toMatchObject({
      state: 'running',
      instances: [{ id: expect.stringMatching(UUID) }],
      capabilities: { publishes: expect.arrayContaining(['acquisition.reading.rejected.v1']) },
    });
  });
});
