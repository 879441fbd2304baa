import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AddContact,
  AlarmFloodStarted,
  AlarmRaised,
  AlarmSeverityRaised,
  CountNotifications,
  eventContractOf,
  eventSubject,
  GetNotification,
  ListContacts,
  ListNotifications,
  MarkNotificationRead,
  RemoveContact,
  RuleRetirementProposed,
  WorkOrderAssigned,
  WorkOrderCreated,
  WorkOrderGlassBroken,
  type CloudEvent,
  type ContactView,
  type ContractClass,
  type FieldsOf,
  type NotificationView,
} from '@libs/contracts';
import { Sealer, SealingConfig, type Transaction } from '@libs/database';
import { ask, eventually, startServer, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { v7 as uuidv7 } from 'uuid';
import { signedHeaders } from './channels/webhook-signature.js';
import { AddContactHandler } from './commands/add-contact.command.js';
import { NotificationConfig } from './notification.config.js';
import { NotificationModule } from './notification.module.js';
import { ContactRepository } from './persistence/contact.repository.js';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const environment = { WEBHOOK_ALLOW_PRIVATE: 'true', DELIVERY_DELAYS_SECONDS: '0.1,0.1' };

describe('telling people', () => {
  let plant: TestPlant;
  let gateway: NatsConnection;
  let receiver: Server;
  let received: Received[];
  /** What the receiver answers next; afterwards it takes everything. */
  let answers: number[];
  let queue: Queue;
  const producers = new Map<string, NatsConnection>();
  const published: CloudEvent<{ notificationId: string; attempts: number }>[] = [];

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('notification', NotificationModule, { environment });
    gateway = await plant.connect('gateway');
    gateway.subscribe(`event.${plant.tenantId}.notification.>`, {
      callback: (_, message) => {
        published.push(message.json());
      },
    });
    receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        received.push({ headers: request.headers, body });
        response.writeHead(answers.shift() ?? 204, { location: '/elsewhere' }).end();
      });
    }).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const connection = { url: redisUrl() };
    queue = new Queue('deliver-notification', { prefix: 'notification', connection });
    queue.on('error', () => undefined);
  });

  afterAll(async () => {
    await queue.close();
    await plant.stop();
    receiver.close();
  });

  beforeEach(() => {
    received = [];
    answers = [];
  });

  afterEach(async () => {
    const { items } = await ask(gateway, ListContacts, { pageSize: 100 }, plant.caller());
    for (const { id } of items)
      await ask(gateway, RemoveContact, { contactId: id }, plant.caller());
  });

  const redisUrl = (): string => plant.environmentOf('notification').REDIS_URL ?? '';
  const url = (): string => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;

  function addContact(contact: Partial<FieldsOf<AddContact>> = {}): Promise<ContactView> {
    const tess: FieldsOf<AddContact> = {
      name: 'Tess',
      channel: 'in_app',
      topics: ['alarm_raised'],
    };
    return ask(gateway, AddContact, { ...tess, ...contact }, plant.caller());
  }

  const addWebhook = (): Promise<ContactView> =>
    addContact({ channel: 'webhook', webhookUrl: url() });

  /** Publishes as the producing agent's relay would. */
  async function publish<T extends object>(
    contract: ContractClass<T>,
    data: T,
    event: Partial<CloudEvent> = {},
  ): Promise<CloudEvent> {
    const { type, agent } = eventContractOf(contract);
    const message: CloudEvent = {
      specversion: '1.0',
      id: uuidv7(),
      source: `/agents/${agent}`,
      type,
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      tenantid: plant.tenantId,
      correlationid: uuidv7(),
      actor: `agent:${agent}`,
      ...event,
      data,
    };
    const connection = producers.get(agent) ?? (await plant.connect(agent));
    producers.set(agent, connection);
    const stream = jetstream(connection, { checkAPI: false });
    await stream.publish(eventSubject(type, plant.tenantId), JSON.stringify(message));
    return message;
  }

  const anAlarm = (alarm: Partial<AlarmRaised> = {}): AlarmRaised => ({
    alarmId: uuidv7(),
    equipmentId: uuidv7(),
    rule: 'anomaly:vibration',
    severity: 'high',
    message: 'Vibration of P-101 is not normal',
    occurredAt: new Date().toISOString(),
    ...alarm,
  });

  const aWorkOrder = (): WorkOrderCreated => ({
    workOrderId: uuidv7(),
    number: 'WO-000042',
    equipmentId: uuidv7(),
    priority: 'high',
    title: 'Replace the bearing',
    kind: 'condition_based',
    description: 'The drive-end bearing of P-101 wears.',
  });

  async function notificationAbout(
    event: CloudEvent,
    status: NotificationView['status'],
    timeoutMs?: number,
  ): Promise<NotificationView> {
    return eventually(
      `a notification that is ${status}`,
      async () => {
        const { items } = await ask(gateway, ListNotifications, { status }, plant.caller());
        return items.find((each) => each.aboutEventId === event.id);
      },
      timeoutMs,
    );
  }

  const eventsAbout = (id: string): string[] =>
    published.filter((each) => each.data.notificationId === id).map((each) => each.type);

  it('EVT-16 NOT-01 NOT-03: tells people in the app at once, under the correlation of what happened', async () => {
    await addContact({ topics: ['work_order_created'] });
    const order = aWorkOrder();
    const event = await publish(WorkOrderCreated, order);
    const told = await notificationAbout(event, 'sent');
    expect(told).toMatchObject({
      recipient: 'Tess',
      channel: 'in_app',
      title: 'WO-000042: Replace the bearing',
      aboutType: 'maintenance.work_order.created.v1',
      workOrderId: order.workOrderId,
      equipmentId: order.equipmentId,
      correlationId: event.correlationid,
      readAt: null,
    });
    const sent = await eventually('the event', () =>
      published.find((each) => each.data.notificationId === told.id),
    );
    expect(sent).toMatchObject({
      type: 'notification.notification.sent.v1',
      correlationid: event.correlationid,
      causationid: event.id,
    });
    const read = await ask(
      gateway,
      MarkNotificationRead,
      { notificationId: told.id },
      plant.caller(),
    );
    expect(read.readAt).not.toBeNull();
  });

  it('delivers a webhook once, signed with the key that was shown once', async () => {
    const { secret = '', id } = await addWebhook();
    const alarm = anAlarm();
    const event = await publish(AlarmRaised, alarm);
    const told = await notificationAbout(event, 'sent');
    expect(received).toHaveLength(1);
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    const signature = createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'))
      .update(`${told.id}.${String(headers['webhook-timestamp'])}.${body}`)
      .digest('base64');
    expect(headers).toMatchObject({
      'webhook-id': told.id,
      'webhook-signature': `v1,${signature}`,
      'content-type': 'application/json',
    });
    expect(JSON.parse(body)).toMatchObject({
      type: 'alarms.alarm.raised.v1',
      data: {
        notificationId: told.id,
        title: 'Alarm (high): Vibration of P-101 is not normal',
        severity: 'high',
        equipmentId: alarm.equipmentId,
        workOrderId: null,
        correlationId: event.correlationid,
      },
    });
    const { items } = await ask(gateway, ListContacts, {}, plant.caller());
    expect(items.find((each) => each.id === id)).not.toHaveProperty('secret');
  });

  it('tells only who asked for the topic, from a severity on, and is still there', async () => {
    await addContact({ name: 'other topic', topics: ['work_order_created'] });
    await addContact({ name: 'too low', minimumSeverity: 'critical' });
    const gone = await addContact({ name: 'gone' });
    await ask(gateway, RemoveContact, { contactId: gone.id }, plant.caller());
    await addContact({ name: 'Tess', minimumSeverity: 'high' });
    const event = await publish(AlarmRaised, anAlarm());
    await notificationAbout(event, 'sent');
    const { items } = await ask(gateway, ListNotifications, { pageSize: 100 }, plant.caller());
    const told = items.filter((each) => each.aboutEventId === event.id);
    expect(told.map((each) => each.recipient)).toEqual(['Tess']);
  });

  it('tells of an assignment who it was given to', async () => {
    await addContact({ topics: ['work_order_assigned'] });
    const { kind: _, description: __, ...order } = aWorkOrder();
    const event = await publish(WorkOrderAssigned, { ...order, assignee: 'Theo' });
    expect((await notificationAbout(event, 'sent')).body).toContain('Theo has the work order');
  });

  it('tells of safety that was passed by who asked for that', async () => {
    await addContact({ name: 'Sam', topics: ['safety_bypassed'], minimumSeverity: 'critical' });
    await addContact({ topics: ['work_order_assigned'] });
    const { kind: _, description: __, ...order } = aWorkOrder();
    const why = { startedBy: 'Theo', reason: 'Steam leaks.' };
    const missing = ['Isolation step 2 is not done: Valve V-3: close.'];
    const event = await publish(WorkOrderGlassBroken, { ...order, ...why, missing });
    const { recipient, body } = await notificationAbout(event, 'sent');
    expect([recipient, body]).toEqual(['Sam', `Theo: Steam leaks.\n${missing.join()}`]);
  });

  it('tells who looks after alarm rules that one is proposed for retirement', async () => {
    await addContact({ topics: ['alarm_rule_proposed'] });
    const reason = 'Of 10 judged alarms of rule:HOT, 2 were right; the plant asks for 50 %.';
    const at = new Date().toISOString();
    const figures = {
      ...{ rule: 'rule:HOT', ruleId: null, from: at, to: at, alarms: 10, alarmsPerDay: 1 },
      ...{ share: 1, right: 2, wrong: 8, unanswered: 0, precision: 0.2, chattering: 0, stale: 0 },
    };
    const proposed = { proposalId: uuidv7(), rule: 'rule:HOT', reason, figures };
    const found = { kind: 'retire' as const, cause: 'imprecise' as const };
    const event = await publish(RuleRetirementProposed, { ...proposed, ...found });
    const told = await notificationAbout(event, 'sent');
    expect(told).toMatchObject({ title: 'Should rule:HOT be retired?', equipmentId: null });
    expect(told.body).toContain(reason);
  });

  it('notifies once of an event that comes twice', async () => {
    await addWebhook();
    const event = await publish(AlarmRaised, anAlarm());
    const told = await notificationAbout(event, 'sent');
    await publish(AlarmRaised, event.data as AlarmRaised, event);
    const last = await publish(AlarmRaised, anAlarm());
    await notificationAbout(last, 'sent');
    expect(received).toHaveLength(2);
    expect(eventsAbout(told.id)).toEqual(['notification.notification.sent.v1']);
  });

  it('tries again under the same id until the receiver takes it', async () => {
    await addWebhook();
    answers = [500, 302];
    const event = await publish(AlarmRaised, anAlarm());
    const told = await notificationAbout(event, 'sent');
    expect(told.attempts).toBe(3);
    expect(received.map(({ headers }) => headers['webhook-id'])).toEqual(Array(3).fill(told.id));
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
    await eventually('the event', () => eventsAbout(told.id).length > 0);
    expect(eventsAbout(told.id)).toEqual(['notification.notification.sent.v1']);
  });

  it('gives up after the last attempt, and says why', async () => {
    await addWebhook();
    answers = [500, 500, 503];
    const event = await publish(AlarmRaised, anAlarm());
    const dead = await notificationAbout(event, 'dead');
    expect(dead).toMatchObject({ attempts: 3, lastError: 'The receiver answered 503.' });
    await eventually('the event', () => eventsAbout(dead.id).length > 0);
    expect(eventsAbout(dead.id)).toEqual(['notification.notification.failed.v1']);
    expect(received).toHaveLength(3);
  });

  it('disables a webhook whose receiver is gone', async () => {
    const { id } = await addWebhook();
    answers = [410];
    await notificationAbout(await publish(AlarmRaised, anAlarm()), 'dead');
    const { items } = await ask(gateway, ListContacts, {}, plant.caller());
    expect(items.find((each) => each.id === id)).toMatchObject({ enabled: false });
    expect(received).toHaveLength(1);
  });

  it('refuses a contact that cannot be reached', async () => {
    const refused = addContact({ channel: 'email', email: 'tess@plant.example' });
    await expect(refused).rejects.toMatchObject({
      problem: { status: 422, detail: expect.stringContaining('SMTP_URL') },
    });
    await expect(addContact({ channel: 'webhook' })).rejects.toMatchObject({
      problem: { status: 422, errors: [expect.objectContaining({ field: 'webhookUrl' })] },
    });
  });

  it('keeps tenants apart', async () => {
    await addContact();
    const event = await publish(AlarmRaised, anAlarm());
    const told = await notificationAbout(event, 'sent');
    const stranger = { ...plant.caller(), tenantId: uuidv7() };
    expect(await ask(gateway, CountNotifications, {}, stranger)).toEqual({
      notifications: 0,
      sent: 0,
    });
    const seen = ask(gateway, GetNotification, { notificationId: told.id }, stranger);
    await expect(seen).rejects.toMatchObject({ problem: { status: 404 } });
  });

  it('makes an attempt again whose process died in the middle of it', async () => {
    await addWebhook();
    await queue.pause();
    const event = await publish(AlarmRaised, anAlarm());
    await notificationAbout(event, 'queued');
    await plant.database.admin.query(
      `UPDATE notification.notification
       SET status = 'sending', attempts = 1, lease_until = now() WHERE about_event_id = $1`,
      [event.id],
    );
    await queue.resume();
    expect((await notificationAbout(event, 'sent')).attempts).toBe(2);
    expect(received).toHaveLength(1);
  });

  it('loses nothing when Redis forgets everything between commit and delivery', async () => {
    await addWebhook();
    await queue.pause();
    const event = await publish(AlarmRaised, anAlarm());
    await eventually('a job that waits', async () => (await queue.getWaitingCount()) > 0);
    const redis = new Redis(redisUrl());
    await redis.flushall();
    redis.disconnect();
    await notificationAbout(event, 'sent', 30_000);
    expect(received).toHaveLength(1);
  }, 45_000);

  it('keeps the key of a webhook sealed, also one that was kept in the clear before', async () => {
    const { id, secret = '' } = await addWebhook();
    const kept = async (): Promise<string | undefined> =>
      (
        await plant.database.admin.query<{ secret: string }[]>(
          'SELECT secret FROM notification.contact WHERE id = $1',
          [id],
        )
      )[0]?.secret;
    expect(await kept()).toMatch(/^sealed\.[0-9a-f]{8}\.[\w-]+$/);
    await plant.database.admin.query('UPDATE notification.contact SET secret = $2 WHERE id = $1', [
      id,
      secret,
    ]);
    const replica = await plant.startAgent('notification', NotificationModule, { environment });
    expect(await kept()).toMatch(/^sealed\./);
    await replica.stop();
    const told = await notificationAbout(await publish(AlarmRaised, anAlarm()), 'sent');
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    expect(headers).toMatchObject(
      signedHeaders(secret, told.id, new Date(Number(headers['webhook-timestamp']) * 1000), body),
    );
  });

  it.each(['https://127.0.0.1/hook', 'http://plant.example/', 'https://plant.example:8443/'])(
    'refuses a webhook to %s unless it may go inside',
    async (webhookUrl) => {
      const handler = new AddContactHandler(
        new ContactRepository(),
        new NotificationConfig(),
        new Sealer(Object.assign(new SealingConfig(), { secretsKey: 'A'.repeat(43) })),
      );
      const given = { name: 'x', channel: 'webhook' as const, topics: [], webhookUrl };
      const request = Object.assign(new AddContact(), given);
      const tx = { tenantId: plant.tenantId } as Transaction;
      const call = { request, caller: plant.caller(), tx };
      await expect(handler.execute(call)).rejects.toMatchObject({ problem: { status: 422 } });
    },
  );

  it('delivers each notification once while two replicas run', async () => {
    await plant.startAgent('notification', NotificationModule, { environment });
    await addWebhook();
    const events: CloudEvent[] = [];
    // Critical, since nobody is told of forty others.
    const critical = (): AlarmRaised => anAlarm({ severity: 'critical' });
    for (let n = 0; n < 40; n += 1) events.push(await publish(AlarmRaised, critical()));
    const ids = new Set(events.map(({ id }) => id));
    const told = await eventually('word of all deliveries', () => {
      const about = published.filter((each) => ids.has(each.causationid ?? ''));
      return about.length >= events.length && about;
    });
    expect(new Set(told.map(({ causationid }) => causationid)).size).toBe(events.length);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(events.length);
    expect(received).toHaveLength(events.length);
  }, 30_000);

  it('ALM-05 tells a person ten things in ten minutes, one of them a summary, and all that is critical', async () => {
    const { id: contactId } = await addContact({ name: 'Omar' });
    const notificationsOf = async (): Promise<NotificationView[]> => {
      const request = { recipient: 'Omar', pageSize: 100 };
      const { items } = await ask(gateway, ListNotifications, request, plant.caller());
      return items.filter((each) => each.contactId === contactId);
    };
    for (let n = 0; n < 30; n += 1) await publish(AlarmRaised, anAlarm());
    const floodId = uuidv7();
    const flood: AlarmFloodStarted = {
      floodId,
      startedAt: new Date().toISOString(),
      alarms: 30,
      operators: 1,
      firstOutAlarmId: uuidv7(),
      firstOutEquipmentId: uuidv7(),
      firstOutMessage: 'Cooling water is lost',
    };
    await publish(AlarmFloodStarted, flood);
    await publish(AlarmRaised, anAlarm({ floodId }));
    await publish(AlarmRaised, anAlarm({ suppression: 'shelved' }));
    const critical: CloudEvent[] = [];
    for (let n = 0; n < 12; n += 1) {
      critical.push(await publish(AlarmRaised, anAlarm({ severity: 'critical', floodId })));
    }
    const anotherOne = anAlarm({ severity: 'critical' });
    const worse = Object.assign(anotherOne, { previousSeverity: 'high' as const });
    critical.push(await publish(AlarmSeverityRaised, worse));
    const ids = new Set(critical.map(({ id }) => id));
    const told = await eventually('all that is critical', async () => {
      const all = await notificationsOf();
      return all.filter((each) => ids.has(each.aboutEventId)).length === 13 && all;
    });
    expect(told.filter((each) => !ids.has(each.aboutEventId))).toHaveLength(10);
    expect(told.filter(({ title }) => /held back|flood/.test(title))).toHaveLength(1);
  });

  it('starts without Redis, and loses nothing while it is away', async () => {
    await addWebhook();
    const { pid, port } = plant.redis;
    process.kill(pid, 'SIGKILL');
    await plant.redis.stop();
    await plant.startAgent('notification', NotificationModule, { environment });
    const event = await publish(AlarmRaised, anAlarm());
    await notificationAbout(event, 'queued');
    const directory = await mkdtemp(join(tmpdir(), 'millwright-redis-'));
    plant.redis = await startServer({
      server: 'redis',
      port,
      dataDir: join(directory, 'redis'),
      confFile: join(directory, 'redis.conf'),
      logFile: join(directory, 'redis.log'),
      password: 'test',
    });
    await notificationAbout(event, 'sent', 30_000);
    expect(received).toHaveLength(1);
    await rm(directory, { recursive: true, force: true });
  }, 60_000);
});
