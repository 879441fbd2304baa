import type { ApiClient } from '@libs/testing';
import { eventually, TestPlant, type ApiAnswer } from '@libs/testing';
import { schemas } from '@migrations';
import { v7 as uuidv7 } from 'uuid';
import { AssetsModule } from '../../apps/assets/src/assets.module.js';
import { startGateway } from './start-gateway.js';

interface Item {
  readonly data: { readonly id: string; readonly code: string };
}

interface Trace {
  readonly data: {
    readonly startedAt: string;
    readonly steps: readonly { readonly type: string; readonly summary: string }[];
  };
}

/** A client of the live stream; `text` is what came so far. */
class Listener {
  text = '';
  private readonly ending = new AbortController();

  async open({ url, token = '' }: ApiClient, query = '', lastEventId?: string): Promise<this> {
    const response = await fetch(`${url}/api/v1/live${query}`, {
      signal: this.ending.signal,
      headers: {
        authorization: `Bearer ${token}`,
        ...(lastEventId && { 'last-event-id': lastEventId }),
      },
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('x-correlation-id')).toBeTruthy();
    void this.follow(response);
    await eventually('the stream', () => this.text.includes('retry:'));
    return this;
  }

  get types(): string[] {
    return [...this.text.matchAll(/^event: (\S+)$/gm)].map(([, type]) => type ?? '');
  }

  get lastId(): string {
    return [...this.text.matchAll(/^id: (\S+)$/gm)].at(-1)?.[1] ?? '';
  }

  close(): void {
    this.ending.abort();
  }

  private async follow({ body }: Response): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body ?? []) {
        this.text += decoder.decode(chunk as Uint8Array, { stream: true });
      }
    } catch {
      // Closed by the test.
    }
  }
}

describe('the registry over REST', () => {
  let plant: TestPlant;
  let admin: ApiClient;
  let count = 0;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    await plant.startAgent('assets', AssetsModule);
    admin = await startGateway(plant);
  });

  afterAll(() => plant.stop());

  const register = (headers: Record<string, string> = {}): Promise<ApiAnswer<Item>> => {
    count += 1;
    const body = { code: `P-${count}`, name: 'Feed water pump', class: 'pump' };
    return admin.post('/api/v1/equipment', { body, headers });
  };

  it('API-01 API-05: registers equipment and says where it is', async () => {
    const made = await register();
    expect(made).toMatchObject({
      status: 201,
      body: { success: true, message: 'Equipment created successfully' },
    });
    const location = made.headers.get('location') ?? '';
    expect(location).toBe(`/api/v1/equipment/${made.body.data.id}`);
    expect((await admin.get<Item>(location)).body.data).toMatchObject(made.body.data);
    const sensor = { code: 'P.vibration', key: 'vibration', unit: 'mm/s' };
    const added = await admin.post<Item>(`${location}/sensors`, { body: sensor });
    expect(added.headers.get('location')).toBe(`/api/v1/sensors/${added.body.data.id}`);
    const listed = await admin.get(`${location}/sensors?code=P.vibration`);
    expect(listed.body).toMatchObject({ data: [added.body.data], pagination: { total_count: 1 } });
  });

  it('API-03 API-07: lists in pages, and finds by code', async () => {
    const made = [await register(), await register(), await register()];
    const total = count;
    const { body } = await admin.get('/api/v1/equipment?page=2&page_size=2');
    expect(body).toMatchObject({
      success: true,
      data: [expect.anything(), expect.anything()],
      pagination: {
        ...{ page: 2, page_size: 2, total_count: total, total_pages: Math.ceil(total / 2) },
        ...{ has_next: false, has_previous: true },
      },
    });
    const code = made[0]?.body.data.code ?? '';
    const found = await admin.get(`/api/v1/equipment?code=${code}`);
    expect(found.body).toMatchObject({ data: [made[0]?.body.data] });
    const other = await admin.get('/api/v1/equipment?pageSize=1');
    expect(other.body).toMatchObject({ pagination: { page_size: 1, has_next: true } });
  });

  it('API-03 API-04 API-05: tells conflicts, unknown ids and those of other tenants', async () => {
    const { body } = await register();
    const again = { code: body.data.code, name: 'Pump', class: 'pump' };
    const conflict = await admin.post('/api/v1/equipment', { body: again });
    expect(conflict).toMatchObject({ status: 409, body: { title: 'Conflict', success: false } });
    const missing = { status: 404, body: { title: 'Not found' } };
    expect(await admin.get(`/api/v1/equipment/${uuidv7()}`)).toMatchObject(missing);
    expect(await admin.get(`/api/v1/equipment/${uuidv7()}/sensors`)).toMatchObject(missing);
    const foreign = uuidv7();
    await plant.database.admin.query(
      `INSERT INTO assets.equipment (tenant_id, id, code, name, class, criticality)
       VALUES ($1, $2, 'F-1', 'Foreign', 'pump', 'C')`,
      [plant.tenantId, foreign],
    );
    expect(await admin.get(`/api/v1/equipment/${foreign}`)).toMatchObject(missing);
  });

  it('does the same request under the same key once', async () => {
    const body = { code: 'K-1', name: 'Keyed', class: 'fan' };
    const headers = { 'idempotency-key': 'k-1' };
    const send = (name: string): Promise<ApiAnswer<Item>> =>
      admin.post('/api/v1/equipment', { body: { ...body, name }, headers });
    const first = await send('Keyed');
    expect(first.status).toBe(201);
    expect((await send('Keyed')).body.data).toEqual(first.body.data);
    const other = await send('Another');
    expect(other).toMatchObject({ status: 422, body: { errors: [{ field: 'Idempotency-Key' }] } });
  });

  it('EVT-07: tells the story behind a correlation id, and none behind others', async () => {
    const correlationId = uuidv7();
    const made = await register({ 'x-correlation-id': correlationId });
    expect(made.headers.get('x-correlation-id')).toBe(correlationId);
    const trace = await eventually('the trace', async () => {
      const answer = await admin.get<Trace>(`/api/v1/traces/${correlationId}`);
      return answer.status === 200 && answer.body.data;
    });
    expect(trace).toMatchObject({
      correlationId,
      durationMs: 0,
      steps: [
        {
          agent: 'assets',
          type: 'assets.equipment.registered.v1',
          summary: `Equipment ${made.body.data.code} (Feed water pump) was registered.`,
          actor: expect.stringMatching(/^user:/),
          sinceStartMs: 0,
        },
      ],
    });
    expect((await admin.get(`/api/v1/traces/${uuidv7()}`)).status).toBe(404);
  });

  it('OBS-06: streams events as they happen, and again to those who were away', async () => {
    const listener = await new Listener().open(admin);
    const deaf = await new Listener().open(admin, '?types=alarms.,assets.sensor');
    await register();
    await eventually('the event', () => listener.types.length === 1);
    const { lastId } = listener;
    listener.close();
    const missed = await register();
    const back = await new Listener().open(admin, '', lastId);
    await eventually('the missed event', () => back.text.includes(missed.body.data.id));
    const next = await register();
    await eventually('the next event', () => back.text.includes(next.body.data.id));
    expect(back.types).toEqual(Array(2).fill('assets.equipment.registered.v1'));
    expect(deaf.types).toEqual([]);
    back.close();
    deaf.close();
  });

  it('EVT-09 EVT-10: shows which agents are there', async () => {
    const { body } = await admin.get<{ data: { agent: string; state: string }[] }>(
      '/api/v1/agents',
    );
    const states = Object.fromEntries(body.data.map(({ agent, state }) => [agent, state]));
    expect(states).toMatchObject({ assets: 'running', gateway: 'running', alarms: 'absent' });
    expect(body.data.find(({ agent }) => agent === 'assets')).toMatchObject({
      instances: [{ state: 'running', checks: { database: 'up', nats: 'up' } }],
      capabilities: { publishes: expect.arrayContaining(['assets.sensor.registered.v1']) },
    });
  });
});
