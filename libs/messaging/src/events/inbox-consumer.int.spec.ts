import { eventSubject, SensorRegistered, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { RunningAgent } from '@libs/runtime';
import { agentModule, eventually, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { Handles, type EventHandler } from './event-handler.js';

const TYPE = 'assets.sensor.registered.v1';

/** What handlers were called with, also when they failed. */
const tried: string[] = [];
let fail: (code: string, attempt: number) => Error | undefined = () => undefined;

@Handles(SensorRegistered)
class KnowSensor implements EventHandler<SensorRegistered> {
  async handle(sensor: SensorRegistered, tx: Transaction): Promise<EventDraft[]> {
    tried.push(sensor.code);
    const fault = fail(sensor.code, tried.filter((each) => each === sensor.code).length);
    if (fault) throw fault;
    await tx.query(
      `INSERT INTO sensor (tenant_id, id, equipment_id, key, unit) VALUES ($1, $2, $3, $4, $5)`,
      [tx.tenantId, sensor.sensorId, sensor.equipmentId, sensor.code, sensor.unit],
    );
    return [];
  }
}

describe('handling events', () => {
  let plant: TestPlant;
  let assets: NatsConnection;
  let agent: RunningAgent;
  const module = agentModule('detection', { handlers: [KnowSensor] });

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    assets = await plant.connect('assets');
    agent = await plant.startAgent('detection', module);
  });

  afterAll(() => plant.stop());

  beforeEach(() => {
    tried.length = 0;
    fail = () => undefined;
  });

  const subject = (): string => eventSubject(TYPE, plant.tenantId);
  const sendRaw = (body: string | Uint8Array): Promise<unknown> =>
    eventually('the broker to take it', () =>
      jetstream(assets).publish(subject(), body, { timeout: 1_000 }),
    );
  const aSensor = (code: string, equipmentId = uuidv7()): CloudEvent<SensorRegistered> => ({
    specversion: '1.0',
    id: uuidv7(),
    source: '/agents/assets',
    type: TYPE,
    subject: `equipment/${equipmentId}`,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    tenantid: plant.tenantId,
    correlationid: uuidv7(),
    actor: 'user:tess',
    data: { sensorId: uuidv7(), equipmentId, code, key: 'k', unit: 'bar', kind: 'gauge' },
  });
  const send = (event: object): Promise<unknown> => sendRaw(JSON.stringify(event));
  const known = async (): Promise<string[]> =>
    (await plant.database.admin.query<{ key: string }[]>('SELECT key FROM detection.sensor')).map(
      (row) => row.key,
    );
  const untilKnown = (code: string, timeoutMs?: number): Promise<boolean> =>
    eventually(`${code} to be known`, async () => (await known()).includes(code), timeoutMs);
  const quarantined = (): Promise<{ raw: Buffer; reason: string; count: number }[]> =>
    plant.database.admin.query('SELECT raw, reason, count FROM detection.quarantine');
  const untilSetAside = (raw: string | Uint8Array): Promise<{ reason: string }> =>
    eventually('the message to be set aside', async () =>
      (await quarantined()).find((each) => each.raw.equals(Buffer.from(raw))),
    );

  it('EVT-02: has its effect once, however often the event comes', async () => {
    const event = aSensor('S.once');
    await Promise.all([send(event), send(event), send(event)]);
    await send(aSensor('S.after', event.data.equipmentId));
    await untilKnown('S.after');
    expect(tried).toEqual(['S.once', 'S.after']);
  });

  it.each<[string, (event: CloudEvent) => string | Uint8Array]>([
    ['no text', () => Uint8Array.of(0, 255, 254, 1)],
    ['no JSON', () => '{"id":'],
    ['nothing', () => ''],
    ['null', () => 'null'],
    ['a foreign type', (event) => JSON.stringify({ ...event, type: 'x.y.z.v1' })],
    ['a type that no text column holds', (event) => JSON.stringify({ ...event, type: 'x\0y' })],
    ['an id that is none', (event) => JSON.stringify({ ...event, id: 'seven' })],
    ['a tenant that is none', (event) => JSON.stringify({ ...event, tenantid: 'me' })],
    ['another tenant', (event) => JSON.stringify({ ...event, tenantid: uuidv7() })],
    ['no unit', (event) => JSON.stringify({ ...event, data: { ...event.data, unit: undefined } })],
  ])('sets a message aside byte for byte that holds %s, and goes on', async (what, spoil) => {
    const code = `S.${what.replaceAll(' ', '_')}`;
    const raw = spoil(aSensor(code));
    await sendRaw(raw);
    await send(aSensor(`${code}.next`));
    await untilSetAside(raw);
    await untilKnown(`${code}.next`);
    expect(tried).toEqual([`${code}.next`]);
  });

  it('tries again in the order of the equipment, and lets others pass', async () => {
    const equipmentId = uuidv7();
    fail = (code, attempt) => (code === 'S.slow' && attempt < 3 ? new Error('not yet') : undefined);
    await send(aSensor('S.slow', equipmentId));
    await send(aSensor('S.behind', equipmentId));
    await send(aSensor('S.other'));
    await untilKnown('S.behind');
    expect(tried.filter((code) => code !== 'S.other')).toEqual([
      'S.slow',
      'S.slow',
      'S.slow',
      'S.behind',
    ]);
    expect(tried.indexOf('S.other')).toBeLessThan(tried.indexOf('S.behind'));
    expect(await known()).toEqual(expect.arrayContaining(['S.slow', 'S.other']));
  });

  it('handles what waits together and, when one of it fails, each by itself: none twice, none lost', async () => {
    fail = (code) => (code === 'S.crowd.30' ? new Error('the handler is wrong') : undefined);
    const crowd = Array.from({ length: 100 }, (_, n) => aSensor(`S.crowd.${n}`));
    const [first, ...rest] = crowd.map(({ data }) => data.equipmentId);
    const followers = [first, ...rest].map((equipmentId, n) =>
      aSensor(`S.follows.${n}`, equipmentId),
    );
    await Promise.all([...crowd, ...crowd].map(send));
    await Promise.all(followers.map(send));
    await eventually(
      'all but one to be known',
      async () => {
        const codes = await known();
        expect(codes.filter((code) => /^S\.(crowd|follows)\./.test(code))).toHaveLength(199);
        return true;
      },
      40_000,
    );
    expect(await known()).not.toContain('S.crowd.30');
    for (const n of crowd.keys()) {
      expect(tried.lastIndexOf(`S.crowd.${n}`)).toBeLessThan(tried.lastIndexOf(`S.follows.${n}`));
    }
  }, 60_000);

  it('sets aside what fails for good, and never tries it again', async () => {
    const equipmentId = uuidv7();
    fail = (code) => (code === 'S.broken' ? new Error('the handler is wrong') : undefined);
    const event = aSensor('S.broken', equipmentId);
    await send(event);
    await send(aSensor('S.successor', equipmentId));
    await untilKnown('S.successor', 40_000);
    expect(await untilSetAside(JSON.stringify(event))).toMatchObject({
      reason: 'the handler is wrong',
    });
    const attempts = tried.length;
    await send(event);
    await send(aSensor('S.later', equipmentId));
    await untilKnown('S.later');
    expect(tried.length).toBe(attempts + 1);
  });

  it('goes on when its leadership was lost and came back', async () => {
    await plant.database.admin.query(
      `UPDATE detection.lease SET owner = $1, lease_until = now() + interval '3 s'`,
      [uuidv7()],
    );
    const leader = async (): Promise<string | undefined> => {
      const [row] = await plant.database.admin.query<{ owner: string }[]>(
        `SELECT owner FROM detection.lease WHERE lease_until > now() + interval '4 s'`,
      );
      return row?.owner;
    };
    await eventually('the agent to lead again', leader);
    await send(aSensor('S.led'));
    await untilKnown('S.led', 30_000);
  });

  it('loses and doubles nothing when the broker is killed', async () => {
    for (const code of ['S.before.1', 'S.before.2']) await send(aSensor(code));
    await plant.restartNats();
    await send(aSensor('S.restarted'));
    await untilKnown('S.restarted', 40_000);
    expect(await known()).toEqual(expect.arrayContaining(['S.before.1', 'S.before.2']));
    expect(new Set(tried).size).toBe(tried.length);
  });

  it('is not silent when the stream was lost and made anew', async () => {
    for (let index = 0; index < 20; index += 1) await send(aSensor(`S.old.${index}`));
    await untilKnown('S.old.19');
    await plant.restartNats({ wipe: true });
    await send(aSensor('S.anew'));
    await untilKnown('S.anew', 40_000);
  });

  it('finishes what it handles before it stops', async () => {
    let go: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => (go = resolve));
    const handle = jest
      .spyOn(KnowSensor.prototype, 'handle')
      .mockImplementationOnce(async function (this: KnowSensor, ...input) {
        tried.push('S.last');
        await waiting;
        return this.handle(...input);
      });
    await send(aSensor('S.last'));
    await eventually('the handler to be called', () => tried.includes('S.last'));
    const stopping = agent.stop();
    go();
    await stopping;
    handle.mockRestore();
    expect(await known()).toContain('S.last');
  });
});
