import {
  draft,
  EquipmentRegistered,
  RegisterEquipment,
  SensorRegistered,
  type CloudEvent,
  type EventDraft,
} from '@libs/contracts';
import { UnitOfWork } from '@libs/database';
import type { RunningAgent } from '@libs/runtime';
import { agentModule, ask, eventually, TestPlant } from '@libs/testing';
import { schemas } from '@migrations';
import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import type { Answer, Call } from '../requests/request-handler.js';
import { Answers } from '../requests/request-handler.js';
import { Outbox, UndeclaredEvent } from './outbox.js';

function equipment(name: string): EventDraft {
  const data = { equipmentId: uuidv7(), code: 'M-1', name, class: 'pump' };
  return draft(EquipmentRegistered, { ...data, criticality: 'B' });
}

@Answers(RegisterEquipment)
class TellThrice {
  execute({ request }: Call<RegisterEquipment>): Promise<Answer<RegisterEquipment>> {
    const events = [1, 2, 3].map((n) => equipment(`${request.name} ${n}`));
    return Promise.resolve({ reply: {} as never, events });
  }
}

describe('publishing what was committed', () => {
  let plant: TestPlant;
  let gateway: NatsConnection;
  let agent: RunningAgent;
  const heard: CloudEvent<EquipmentRegistered>[] = [];
  const module = agentModule('assets', { answers: [TellThrice] });

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    agent = await plant.startAgent('assets', module);
    gateway = await plant.connect('gateway');
    gateway.subscribe('event.>', {
      callback: (_, message) => {
        heard.push(message.json<CloudEvent<EquipmentRegistered>>());
      },
    });
    await gateway.flush();
  });

  afterAll(() => plant.stop());

  beforeEach(() => {
    heard.length = 0;
  });

  /** Commits events as a handler would, in this plant's tenant. */
  const commit = (drafts: readonly EventDraft[]): Promise<CloudEvent[]> =>
    agent.app
      .get(UnitOfWork, { strict: false })
      .run(plant.tenantId, (tx) => agent.app.get(Outbox, { strict: false }).add(tx, drafts));
  const unpublished = async (): Promise<number> => {
    const [row] = await plant.database.admin.query<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM assets.outbox WHERE published_at IS NULL',
    );
    return row?.count ?? -1;
  };
  const untilPublished = (): Promise<boolean> =>
    eventually('an empty outbox', async () => (await unpublished()) === 0, 40_000);
  const kept = async (): Promise<number> => {
    const platform = await plant.connect('platform');
    const api = await jetstreamManager(platform, { checkAPI: false });
    return (await api.streams.info('EVENTS')).state.messages;
  };
  /** As if another replica led, for as long as it takes. */
  const depose = (): Promise<unknown> =>
    plant.database.admin.query(
      `UPDATE assets.lease SET owner = $1, lease_until = now() + interval '1 hour'`,
      [uuidv7()],
    );
  const enthrone = (): Promise<unknown> =>
    plant.database.admin.query(`UPDATE assets.lease SET lease_until = now()`);

  it('EVT-02: carries out what a command decided, in order, each under its id', async () => {
    const pump = { code: 'P-1', name: 'Pump', class: 'pump' };
    await ask(gateway, RegisterEquipment, pump, plant.caller(), { correlationId: uuidv7() });
    await eventually('three events', () => heard.length === 3);
    expect(heard.map((each) => each.data.name)).toEqual(['Pump 1', 'Pump 2', 'Pump 3']);
    const [row] = await plant.database.admin.query<{ ids: string[] }[]>(
      'SELECT array_agg(event_id::text ORDER BY id) AS ids FROM assets.outbox',
    );
    expect(heard.map((each) => each.id)).toEqual(row?.ids);
  });

  it('publishes once, in order, what was committed when nobody led', async () => {
    await untilPublished();
    const before = await kept();
    await agent.stop();
    await depose();
    agent = await plant.startAgent('assets', module);
    await commit(Array.from({ length: 450 }, (_, n) => equipment(`left ${n}`)));
    expect(await unpublished()).toBe(450);
    expect(await kept()).toBe(before);
    await enthrone();
    await untilPublished();
    await eventually('all of them', () => heard.some((each) => each.data.name === 'left 449'));
    const left = heard.map((each) => each.data.name).filter((name) => name.startsWith('left'));
    expect(left).toEqual(Array.from({ length: 450 }, (_, n) => `left ${n}`));
    expect(await kept()).toBe(before + 450);
  });

  it('publishes nothing twice that it published without noting so', async () => {
    await untilPublished();
    const before = await kept();
    await plant.database.admin.query('UPDATE assets.outbox SET published_at = NULL');
    await untilPublished();
    expect(await kept()).toBe(before);
  });

  it('EVT-03: loses nothing when the broker is killed amid it', async () => {
    await untilPublished();
    const before = await kept();
    const committing = commit(Array.from({ length: 500 }, (_, n) => equipment(`amid ${n}`)));
    await plant.restartNats();
    await committing;
    await untilPublished();
    expect(await kept()).toBe(before + 500);
  });

  it('publishes everything again that it keeps when the stream was lost', async () => {
    await untilPublished();
    const before = await kept();
    await plant.restartNats({ wipe: true });
    await eventually(
      'every event in the new stream',
      async () => (await kept().catch(() => 0)) === before,
      40_000,
    );
  });

  it('refuses what the row does not declare', async () => {
    const foreign = { ...equipment('x'), type: 'alarms.alarm.raised.v1' };
    await expect(commit([foreign])).rejects.toBeInstanceOf(UndeclaredEvent);
    await expect(commit([{ ...equipment('x'), type: 'no.such.thing.v1' }])).rejects.toBeInstanceOf(
      UndeclaredEvent,
    );
  });

  it('EVT-05: refuses what breaks its contract, and keeps nothing of the transaction', async () => {
    await untilPublished();
    const [{ total } = { total: -1 }] = await plant.database.admin.query<{ total: number }[]>(
      'SELECT count(*)::int AS total FROM assets.outbox',
    );
    const broken = draft(SensorRegistered, { sensorId: 'none' } as SensorRegistered);
    await expect(commit([equipment('good'), broken])).rejects.toThrow(/sensorId/);
    const [after] = await plant.database.admin.query<{ total: number }[]>(
      'SELECT count(*)::int AS total FROM assets.outbox',
    );
    expect(after?.total).toBe(total);
  });

  it('forgets the keys of requests after two days, not before', async () => {
    await plant.database.admin.query(
      `INSERT INTO assets.idempotency (tenant_id, key, fingerprint, created_at)
       VALUES ($1, 'old', '', now() - interval '49 hours'),
              ($1, 'young', '', now() - interval '47 hours')`,
      [plant.tenantId],
    );
    await agent.stop();
    agent = await plant.startAgent('assets', module);
    await eventually('the old key to be gone', async () => {
      const kept = await plant.database.admin.query<{ key: string }[]>(
        `SELECT key FROM assets.idempotency WHERE key IN ('old', 'young')`,
      );
      return kept.map(({ key }) => key).join() === 'young';
    });
  });
});
