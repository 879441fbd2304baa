import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AlarmRaised, EquipmentRegistered } from '@libs/contracts';
import {
  aCloudEvent,
  ApiClient,
  eventually,
  plantTime,
  publishEvent,
  TestPlant,
} from '@libs/testing';
import { schemas } from '@migrations';
import { Redis } from 'ioredis';
import { v7 as uuidv7 } from 'uuid';
import { audit } from '../../apps/audit/src/audit.module.js';
import { MaintenanceModule } from '../../apps/maintenance/src/maintenance.module.js';
import { notification } from '../../apps/notification/src/notification.module.js';
import { TENANT, startGateway } from './start-gateway.js';

interface ShownJob {
  readonly id: string;
  readonly name: string;
  readonly externalUrl?: { readonly href: string };
}
interface Shown {
  readonly queues: readonly { readonly name: string; readonly jobs: readonly ShownJob[] }[];
}
interface Made {
  readonly data: { readonly id: string };
}

const HOUR = 3_600_000;

describe('what waits for its time, on the operators’ board', () => {
  let plant: TestPlant;
  let admin: ApiClient;
  let receiver: Server;
  let answer = 500;
  let received = 0;
  const equipmentId = uuidv7();

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    const environment = { WEBHOOK_ALLOW_PRIVATE: 'true', DELIVERY_DELAYS_SECONDS: '3600,3600' };
    await plant.startAgent(notification.agent, notification.module, { environment });
    await plant.startAgent('maintenance', MaintenanceModule);
    await plant.startAgent(audit.agent, audit.module);
    admin = await startGateway(plant);
    receiver = createServer((request, response) => {
      received += 1;
      request.resume().on('end', () => response.writeHead(answer).end());
    }).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const facts = { equipmentId, code: 'P-1', name: 'Pump', class: 'pump', criticality: 'A' };
    const pump = aCloudEvent(EquipmentRegistered, facts as EquipmentRegistered, {
      tenantId: TENANT,
    });
    await publishEvent(await plant.connect('assets'), pump);
    await eventually('the pump to be known', async () => {
      const sql = 'SELECT 1 FROM maintenance.equipment WHERE id = $1';
      return (await rows(sql, [equipmentId])).length === 1;
    });
  });

  afterAll(async () => {
    await plant.stop();
    receiver.close();
  });

  const rows = <T = object>(sql: string, parameters: unknown[] = []): Promise<T[]> =>
    plant.database.admin.query<T[]>(sql, parameters);

  async function made(path: string, body: object): Promise<string> {
    const answered = await admin.post<Made>(`/api/v1${path}`, { body });
    expect([answered.status, answered.body]).toEqual([201, expect.anything()]);
    return answered.body.data.id;
  }

  const delayed = (queue: string, isIt: (job: ShownJob) => boolean): Promise<ShownJob> =>
    eventually(`a delayed job of ${queue}`, async () => {
      const path = `/board/api/queues?activeQueue=${queue}&status=delayed`;
      const { body } = await admin.get<Shown>(path);
      return body.queues.find(({ name }) => name === queue)?.jobs.find(isIt);
    });

  const promote = async (queue: string, { id }: ShownJob, by = admin): Promise<number> =>
    (await by.send('PUT', `/board/api/queues/${queue}/${id}/promote`, {})).status;

  it('WOM-09: a delivery that waits to be tried again is promoted by who may, and sent once', async () => {
    const webhookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
    const tess = { name: 'Tess', channel: 'webhook', webhookUrl, topics: ['alarm_raised'] };
    await made('/contacts', tess);
    const alarm: AlarmRaised = {
      ...{ alarmId: uuidv7(), equipmentId, rule: 'limit:pressure:high', severity: 'critical' },
      ...{ message: 'Too high.', occurredAt: plantTime(0) },
    };
    const raised = aCloudEvent(AlarmRaised, alarm, { tenantId: TENANT });
    await publishEvent(await plant.connect('alarms'), raised);

    const shown = await delayed('deliver-notification', () => true);
    expect(shown.name).toMatch(/^Deliver by webhook to Tess: /);
    const href = shown.externalUrl?.href ?? '';
    expect(href).toMatch(/^\/api\/v1\/notifications\/[0-9a-f-]{36}$/);
    const statusOf = async () =>
      (await admin.get<{ data: { status: string } }>(href)).body.data.status;
    expect(await statusOf()).toBe('retrying');

    const olga = { username: 'olga', password: 'a long password', roles: ['operator'] };
    await made('/users', olga);
    const operator = await new ApiClient(admin.url).login(olga.username, olga.password);
    answer = 204;
    expect(await promote('deliver-notification', shown, operator)).toBe(403);

    // What Redis loses is drawn again; the row knew it all the time.
    const redis = new Redis(plant.environmentOf('gateway')['REDIS_URL'] ?? '');
    await redis.flushall();
    await redis.quit();
    const again = await delayed('deliver-notification', ({ id }) => id === shown.id);
    expect([await statusOf(), received]).toEqual(['retrying', 1]);

    const both = [promote('deliver-notification', again), promote('deliver-notification', again)];
    expect(await Promise.all(both)).toContain(204);
    await eventually('the delivery', async () => (await statusOf()) === 'sent');
    expect(received).toBe(2);
    const entry = await eventually('the entry in the audit trail', async () => {
      const path = '/api/v1/audit?action=gateway.queue.steered';
      return (await admin.get<{ data: object[] }>(path)).body.data[0];
    });
    expect(JSON.stringify(entry)).toContain('"promote"');
    await eventually('nothing to wait', async () => {
      const path = '/board/api/queues?activeQueue=deliver-notification&status=delayed';
      const { body } = await admin.get<Shown>(path);
      return body.queues.find(({ name }) => name === 'deliver-notification')?.jobs.length === 0;
    });
  }, 60_000);

  it('the next level of what is overdue is told now, and the one after keeps its time', async () => {
    const dueAt = new Date(Date.now() - HOUR).toISOString();
    const work = { equipmentId, kind: 'improvement', priority: 'low', title: 'Fit a guard' };
    const id = await made('/work-orders', { ...work, dueAt });
    const shown = await delayed('escalate-overdue-work', ({ name }) => name.includes('guard'));
    expect(shown.name).toMatch(/^Overdue, level 2: .*Fit a guard$/);
    expect(shown.externalUrl?.href).toMatch(/^\/api\/v1\/traces\//);
    const level = async () => {
      const sql =
        'SELECT level, due_at - overdue_at AS wait FROM maintenance.escalation WHERE id = $1';
      const [row] = await rows<{ level: number; wait: object }>(sql, [id]);
      return row;
    };
    expect((await level())?.level).toBe(1);
    expect(await promote('escalate-overdue-work', shown)).toBe(204);
    await eventually('the second level', async () => (await level())?.level === 2);
    expect((await level())?.wait).toMatchObject({ days: 3 });
    const told = await rows(
      `SELECT 1 FROM maintenance.outbox WHERE subject LIKE '%maintenance.escalation.level_reached%'
         AND body::jsonb -> 'data' ->> 'overdueId' = $1`,
      [id],
    );
    expect(told).toHaveLength(2);
  }, 60_000);

  it('plans are looked after now, and come to the same', async () => {
    const definition = {
      ...{ title: 'Change the oil', maintenanceType: 'oil_change', equipmentIds: [equipmentId] },
      ...{ timeZone: 'UTC', ordering: 'by_hand', leadTimeHours: 0 },
      triggers: [{ kind: 'interval', every: 30, unit: 'days' }],
    };
    const planId = await made('/maintenance-plans', { definition });
    await admin.post(`/api/v1/maintenance-plans/${planId}/activate`, { body: {} });
    const occurrences = async () =>
      rows(`SELECT id, status, due_at FROM maintenance.plan_occurrence WHERE plan_id = $1`, [
        planId,
      ]);
    const before = await eventually('an occurrence', async () => {
      const found = await occurrences();
      return found.length === 1 && found;
    });
    const shown = await delayed('look-after-due-plans', () => true);
    expect(shown.name).toBe('Look after the plans of equipment');
    expect(shown.externalUrl?.href).toBe(`/api/v1/equipment/${equipmentId}`);
    // Only a look puts the time of the next one right.
    await rows(`UPDATE maintenance.planned_equipment SET due_at = due_at + interval '1 day'`);
    const later = await delayed('look-after-due-plans', ({ id }) => id === shown.id);
    expect(await promote('look-after-due-plans', later)).toBe(204);
    await eventually('a look', async () => {
      const sql = `SELECT 1 FROM maintenance.planned_equipment p
        JOIN maintenance.plan_occurrence o USING (tenant_id, equipment_id) WHERE p.due_at = o.due_at`;
      return (await rows(sql)).length === 1;
    });
    expect(await occurrences()).toEqual(before);
  }, 60_000);
});
