import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AlarmRaised } from '@libs/contracts';
import {
  aCloudEvent,
  ApiClient,
  eventually,
  plantTime,
  publishEvent,
  TestPlant,
} from '@libs/testing';
import { schemas } from '@migrations';
import { v7 as uuidv7 } from 'uuid';
import { audit } from '../../apps/audit/src/audit.module.js';
import { notification } from '../../apps/notification/src/notification.module.js';
import { TENANT, startGateway } from './start-gateway.js';

interface Shown {
  readonly queues: readonly {
    readonly name: string;
    readonly displayName: string;
    readonly counts: Readonly<Record<string, number>>;
    readonly jobs: readonly {
      readonly id: string;
      readonly name: string;
      readonly failedReason?: string;
      readonly externalUrl?: { readonly href: string };
    }[];
  }[];
}

describe('the operators’ board', () => {
  let plant: TestPlant;
  let admin: ApiClient;
  let receiver: Server;
  let answer = 500;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    const environment = { WEBHOOK_ALLOW_PRIVATE: 'true', DELIVERY_DELAYS_SECONDS: '0.1,0.1' };
    await plant.startAgent(notification.agent, notification.module, { environment });
    await plant.startAgent(audit.agent, audit.module);
    admin = await startGateway(plant);
    receiver = createServer((request, response) => {
      request.resume().on('end', () => response.writeHead(answer).end());
    }).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
  });

  afterAll(async () => {
    await plant.stop();
    receiver.close();
  });

  const board = async (status: string) => {
    const path = `/board/api/queues?activeQueue=deliver-notification&status=${status}`;
    const { body } = await admin.get<Shown>(path);
    return body.queues.find(({ name }) => name === 'deliver-notification');
  };

  const statusOf = async (id: string): Promise<string | undefined> => {
    const path = `/api/v1/notifications/${id}`;
    return (await admin.get<{ data: { status: string } }>(path)).body.data.status;
  };

  it('WOM-09: shows a failed delivery by name and link, and retried there it arrives', async () => {
    const webhookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
    const tess = { name: 'Tess', channel: 'webhook', webhookUrl, topics: ['alarm_raised'] };
    expect((await admin.post('/api/v1/contacts', { body: tess })).status).toBe(201);
    const alarm: AlarmRaised = {
      alarmId: uuidv7(),
      equipmentId: uuidv7(),
      rule: 'limit:pressure:high',
      severity: 'critical',
      message: 'Too high.',
      occurredAt: plantTime(0),
    };
    const raised = aCloudEvent(AlarmRaised, alarm, { tenantId: TENANT });
    await publishEvent(await plant.connect('alarms'), raised);

    const shown = await eventually('the failed job', async () => {
      const queue = await board('failed');
      return queue?.jobs[0] && { queue, job: queue.jobs[0] };
    });
    expect(shown.queue.displayName).toBe('notification: Deliveries');
    expect(shown.job.name).toMatch(/^Deliver by webhook to Tess: /);
    expect(shown.job.failedReason).toContain('500');
    const href = shown.job.externalUrl?.href ?? '';
    expect(href).toMatch(/^\/api\/v1\/notifications\/[0-9a-f-]{36}$/);
    const id = href.split('/').at(-1) ?? '';
    expect(await statusOf(id)).toBe('dead');

    answer = 204;
    const retry = `/board/api/queues/deliver-notification/${shown.job.id}/retry`;
    expect((await admin.send('PUT', retry, {})).status).toBe(204);
    await eventually('the delivery', async () => (await statusOf(id)) === 'sent');
    await eventually('an empty queue', async () => (await board('failed'))?.counts['failed'] === 0);

    const entry = await eventually('the entry in the audit trail', async () => {
      const path = '/api/v1/audit?action=gateway.queue.steered';
      const { body } = await admin.get<{ data: object[] }>(path);
      return body.data[0];
    });
    expect(JSON.stringify(entry)).toContain(shown.job.id);
    expect(JSON.stringify(entry)).toContain('"retry"');
  });

  it('names every queue, and stays closed to those without the permission', async () => {
    const { body } = await admin.get<Shown>('/board/api/queues');
    const names = body.queues.map(({ displayName }) => displayName);
    expect(names).toContain('maintenance: Inspection rounds');
    expect(names.filter((name) => !/^[a-z]+: [A-Z]/.test(name))).toEqual([]);
    const olga = { username: 'olga', password: 'a long password', roles: ['operator'] };
    await admin.post('/api/v1/users', { body: olga });
    const operator = await new ApiClient(admin.url).login(olga.username, olga.password);
    const path = '/board/api/queues/deliver-notification/pause';
    expect((await operator.send('PUT', path, {})).status).toBe(403);
  });
});
