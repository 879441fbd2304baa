import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiClient } from '@libs/testing';
import { ensureBuilt, eventually, machineTemperatureFile, runTool, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { startEveryAgent } from './every-agent.js';
import { PASSWORD, TENANT } from './start-gateway.js';

const MACHINE = 'MACHINE-TEMPERATURE';
const FOLLOW_SECONDS = '3';

/** When the machine was shut down and when it failed, as the recording was labelled. */
const SHUTDOWN = { from: '2013-12-15T17:50:00.000Z', to: '2013-12-17T17:00:00.000Z' };
const FAILURE = { from: '2014-02-07T14:55:00.000Z', to: '2014-02-09T14:05:00.000Z' };

interface Row {
  readonly id: string;
  readonly correlationId: string;
  readonly occurredAt: string;
  readonly measuredAt: string;
}

interface Step {
  readonly agent: string;
  readonly type: string;
  readonly data: { readonly alarmId?: string; readonly occurredAt?: string };
}

const file = machineTemperatureFile();
const withRecording = file ? it : it.skip;

const isWithin = (at: string, { from, to }: typeof FAILURE): boolean => from <= at && at <= to;

describe('a real failure, replayed', () => {
  let plant: TestPlant;
  let api: ApiClient;
  let spool: string;

  const get = async <T>(path: string): Promise<T> => (await api.get<{ data: T }>(path)).body.data;

  const stepsOf = async (row: Row | undefined): Promise<readonly Step[]> =>
    (await get<{ steps: Step[] }>(`/api/v1/traces/${row?.correlationId ?? ''}`)).steps;

  beforeAll(async () => {
    if (!file) return;
    [plant, spool] = await Promise.all([
      TestPlant.start(schemas),
      mkdtemp(join(tmpdir(), 'millwright-replay-')),
      ensureBuilt(),
    ]);
    api = await startEveryAgent(plant);
  });

  afterAll(async () => {
    if (!file) return;
    await plant.stop();
    await rm(spool, { recursive: true });
  });

  withRecording('is recorded whole, and leads to an alarm and a work order', async () => {
    const rows = readFileSync(file ?? '', 'utf8')
      .trim()
      .split('\n')
      .slice(1);
    // Its clock went back an hour on 2014-01-07: twelve instants have two values, the later counts.
    const instants = new Set(rows.map((row) => row.split(',')[0]));
    expect([rows.length, instants.size]).toEqual([22_695, 22_683]);

    const told = await runTool(
      'replay',
      [file ?? '', '--equipment', MACHINE, '--follow', FOLLOW_SECONDS, '--state', spool],
      {
        NATS_URL: `nats://127.0.0.1:${plant.nats.port}`,
        TENANT_ID: TENANT,
        API_URL: api.url,
        ADMIN_USER: 'admin',
        ADMIN_PASSWORD: PASSWORD,
      },
    );
    expect(told).toMatch(/published 22695 readings .* 0 rejected, 0 faulty cells\n/);
    expect(await get('/api/v1/overview')).toMatchObject({ readings: 22_683, rejected: 0 });

    const [machine] = await get<Row[]>(`/api/v1/equipment?code=${MACHINE}`);
    const ofMachine = `equipmentId=${machine?.id ?? ''}&pageSize=100`;
    // One alarm per condition, which comes up again: it tells of the last time.
    const alarm = await eventually('the alarm of the failure', async () => {
      const alarms = await get<Row[]>(`/api/v1/alarms?${ofMachine}`);
      return alarms.find(({ occurredAt }) => isWithin(occurredAt, FAILURE));
    });
    await eventually('a work order for the machine', async () => {
      const orders = await get<Row[]>(`/api/v1/work-orders?${ofMachine}`);
      return orders.length > 0;
    });
    await eventually('the story of the alarm, from the reading to the work order', async () => {
      const agents = (await stepsOf(alarm)).map(({ agent }) => agent);
      return ['acquisition', 'detection', 'alarms', 'maintenance'].every((agent) =>
        agents.includes(agent),
      );
    });

    const anomalies = await get<Row[]>(`/api/v1/anomalies?${ofMachine}`);
    const shutdown = anomalies.find(({ measuredAt }) => isWithin(measuredAt, SHUTDOWN));
    expect(shutdown).toBeDefined();
    await eventually('the alarm of the shutdown', async () =>
      (await stepsOf(shutdown)).some(
        ({ type, data }) =>
          /^alarms\.alarm\.(raised|reraised)\.v1$/.test(type) &&
          data.alarmId === alarm.id &&
          data.occurredAt === shutdown?.measuredAt,
      ),
    );
  });
});
