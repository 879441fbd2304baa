import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { presentAgents } from '@libs/contracts';
import { eventually, TestGateway, TestPlant, type ApiClient } from '@libs/testing';
import { schemas } from '@migrations';
import { v7 as uuidv7 } from 'uuid';
import { startEveryAgent } from './every-agent.js';
import { TENANT } from './start-gateway.js';

const T0 = Date.parse('2026-03-01T00:00:00Z');

interface Step {
  readonly agent: string;
  readonly type: string;
}
interface Row {
  readonly active?: boolean;
  readonly id: string;
  readonly status: string;
  readonly state: string;
  readonly correlationId: string;
}
interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Stands for the technician's phone. */
class Phone {
  readonly received: Received[] = [];
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        this.received.push({ headers: request.headers, body });
        response.writeHead(204).end();
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

describe('from a reading to a technician and back', () => {
  const phone = new Phone();
  let plant: TestPlant;
  let api: ApiClient;
  let equipmentId: string;
  let secret: string;

  const create = async (path: string, body: object): Promise<Record<string, string>> => {
    const { status, body: answer } = await api.post<{ data: Record<string, string> }>(path, {
      body,
    });
    expect([path, status]).toEqual([path, 201]);
    return answer.data;
  };
  const list = async (path: string): Promise<readonly Row[]> =>
    (await api.get<{ data: Row[] }>(path)).body.data;
  const step = async (path: string, body?: object): Promise<number> =>
    (await api.post(path, body ? { body } : {})).status;
  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    api = await startEveryAgent(plant, { WEBHOOK_ALLOW_PRIVATE: 'true' });
    const pump = { code: 'P-1', name: 'Pump', class: 'centrifugal_pump', criticality: 'A' };
    equipmentId = (await create('/api/v1/equipment', pump))['id'] ?? '';
    const vibration = { code: 'P-1.vibration', key: 'vibration', unit: 'mm/s' };
    const sensor = await create(`/api/v1/equipment/${equipmentId}/sensors`, vibration);
    const limit = { kind: 'high', threshold: 7.1, deadband: 0.5, severity: 'critical' };
    await create(`/api/v1/sensors/${sensor['id']}/limits`, limit);
    const contact = await create('/api/v1/contacts', {
      name: 'Tina',
      channel: 'webhook',
      webhookUrl: await phone.listen(),
      topics: ['work_order_created'],
    });
    secret = contact['secret'] ?? '';
  });

  afterAll(async () => {
    phone.close();
    await plant.stop();
  });

  it('EVT-07 ALM-05 NOT-02: tells a technician of the failing machine, under the correlation of the reading', async () => {
    const line = new TestGateway(await plant.connectDevices(), TENANT, 'line-1');
    const calm = Array.from({ length: 60 }, (_, n) => 2 + (n % 7) / 10);
    const correlationId = uuidv7();
    const readings = calm.map((value, n) => ({
      sensor: 'P-1.vibration',
      at: T0 + n * 1000,
      value,
    }));
    await line.send(readings);
    await line.send([{ sensor: 'P-1.vibration', at: T0 + 60_000, value: 9.4 }], { correlationId });

    const { headers, body } = await eventually(
      'a message to the technician',
      () => phone.received[0],
    );
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    const signature = createHmac('sha256', key).update(signed).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${signature}`);
    expect(JSON.parse(body)).toMatchObject({ data: { equipmentId, correlationId } });

    const story = [
      'received',
      'recorded',
      'exceeded',
      'alarm.raised',
      'case.opened',
      'case.triaged',
    ];
    story.push('work_order.created', 'notification.sent');
    await eventually('every step over REST', async () => {
      const trace = await api.get<{ data: { steps: Step[] } }>(`/api/v1/traces/${correlationId}`);
      const types = trace.body.data.steps.map(({ type }) => type);
      return story.every((word) => types.some((type) => type.includes(word)));
    });
  });

  it('WOM-01: follows the work to its end, and the case with it', async () => {
    const ofPump = `?equipmentId=${equipmentId}`;
    const [alarm] = await list(`/api/v1/alarms${ofPump}`);
    expect(alarm).toMatchObject({ state: 'unacknowledged' });
    expect(await step(`/api/v1/alarms/${alarm?.id}/acknowledge`, { comment: 'seen' })).toBe(200);

    const [order, ...others] = await list(`/api/v1/work-orders${ofPump}`);
    expect([order?.status, others]).toEqual(['approved', []]);
    const path = `/api/v1/work-orders/${order?.id}`;
    expect(await step(`${path}/start`)).toBe(409);
    expect(await step(`${path}/claim`)).toBe(200);
    expect(await step(`${path}/claim`)).toBe(409);
    expect(await step(`${path}/start`)).toBe(200);
    expect(await step(`${path}/complete`, { remedy: 'Bearing replaced.' })).toBe(422);
    const failure = {
      ...{ mode: 'VIB', mechanism: '2.4', cause: '3.4', effect: 'degraded', remedy: 'replace' },
      detectionMethod: 'condition_monitoring',
    };
    const told = { remedy: 'Bearing replaced.', failure, alarmWas: 'right' };
    expect(await step(`${path}/complete`, told)).toBe(200);
    const stale = await api.post(`${path}/close`, { headers: { 'if-match': '"1"' } });
    expect(stale.status).toBe(412);

    const line = new TestGateway(await plant.connectDevices(), TENANT, 'line-2');
    await line.send([{ sensor: 'P-1.vibration', at: T0 + 120_000, value: 2.1 }]);
    await eventually('the alarm to return while the work suppresses it', async () => {
      const [returned] = await list(`/api/v1/alarms${ofPump}`);
      return returned?.state === 'suppressed' && returned.active === false;
    });
    expect(await step(`${path}/close`)).toBe(200);
    await eventually('the alarm to clear', async () => {
      const [cleared] = await list(`/api/v1/alarms${ofPump}`);
      return cleared?.state === 'cleared';
    });
    await eventually('the case to be resolved', async () => {
      const [resolved] = await list(`/api/v1/cases${ofPump}`);
      return resolved?.status === 'resolved';
    });
  });

  it('EVT-10 OBS-06: counts what a dashboard shows, and knows every agent', async () => {
    const overview = await api.get<{ data: object }>('/api/v1/overview');
    expect(overview.body.data).toMatchObject({
      readings: 62,
      rejected: 0,
      alarms: 1,
      openAlarms: 0,
      cases: 1,
      workOrders: 1,
      notifications: 1,
    });
    const { body } = await api.get<{ data: { agent: string; state: string }[] }>('/api/v1/agents');
    const running = body.data.filter(({ state }) => state === 'running').map(({ agent }) => agent);
    expect(running.sort()).toEqual([...presentAgents].sort());
  });
});
