import { ApiClient, eventually, TestPlant, type ApiAnswer } from '@libs/testing';
import { schemas } from '@migrations';
import { v7 as uuidv7 } from 'uuid';
import { startEveryAgent } from '../pipeline/every-agent.js';
import { Firebase } from './firebase.js';

type Thing = { id: string } & Record<string, unknown>;
interface Answer<T = Thing> {
  readonly success: boolean;
  readonly data: T;
  readonly message: string;
  readonly timestamp: string;
}
interface Page extends Answer<Thing[]> {
  readonly pagination: Record<string, unknown>;
}

const BASE = '/api/v1';
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

// The bodies stand here as the document and its own tests show them.
const TEST_EQUIPMENT = {
  equipment_code: 'EQ-TEST-001',
  equipment_name: 'Test Equipment',
  status: 'ONLINE',
};
const DUPLICATE = {
  equipment_code: 'EQ-DUP-001',
  equipment_name: 'Duplicate Test',
  status: 'ONLINE',
};
const EXAMPLE = {
  equipment_code: 'EQ-001',
  equipment_name: 'Chiller Unit - Main Building',
  description: 'Primary chiller for HVAC system',
  manufacturer: 'Carrier',
  model: '30XA-1002',
  status: 'ONLINE',
};
const RESPONSE_KEYS = [
  ...['equipment_code', 'equipment_name', 'description', 'manufacturer', 'model'],
  ...['id', 'status', 'location_id', 'created_at', 'updated_at'],
];

/**
 * The document promises: health with a version; Firebase tokens at /auth/verify; equipment with
 * codes of `^[A-Z0-9-]+$` up to 50 and names up to 200, in pages of 20 and at most 100, newest first,
 * searched by code or name whatever the case, and by status; 201, 204, 404, 409, 401; the envelopes of
 * answers, pages and errors; partial changes; soft deletion; location, alerts, work orders; pages at
 * /docs and /redoc and the document at /api/v1/openapi.json. Fault analysis by AI is not there yet.
 */
describe('source 002: a client of the fault reporter', () => {
  let plant: TestPlant;
  let firebase: Firebase;
  let admin: ApiClient;
  let anybody: ApiClient;

  beforeAll(async () => {
    firebase = await Firebase.start();
    plant = await TestPlant.start(schemas);
    admin = await startEveryAgent(plant, { OIDC_ISSUERS: firebase.issuers });
    anybody = new ApiClient(admin.url);
  }, 120_000);

  afterAll(async () => {
    firebase.stop();
    await plant.stop();
  });

  const get = <T = Answer>(path: string, client = admin): Promise<ApiAnswer<T>> =>
    client.get<T>(`${BASE}${path}`);
  const post = (path: string, body: unknown, client = admin): Promise<ApiAnswer<Answer>> =>
    client.post<Answer>(`${BASE}${path}`, { body });
  const send = <T = Answer>(
    method: string,
    path: string,
    request: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<ApiAnswer<T>> => admin.send<T>(method, `${BASE}${path}`, request);
  const keysOf = (thing: object): string[] => Object.keys(thing).sort();

  it('OBS-01 API-12: GET /health, and the pages and the document where they were', async () => {
    const health = await anybody.get('/health');
    expect(health).toMatchObject({ status: 200, body: { status: 'healthy', version: '0.1.0' } });
    expect((await anybody.get('/docs')).status).toBe(200);
    expect((await anybody.get('/redoc')).headers.get('location')).toBe('/docs');
    expect(await anybody.get('/api/v1/openapi.json')).toMatchObject({
      status: 200,
      body: { paths: { '/api/v1/equipment': expect.anything() } },
    });
  });

  it('API-05 API-06 REG-01: its own tests pass: GET has data, POST is 201 and a success', async () => {
    const listed = await get<Page>('/equipment');
    expect(listed.status).toBe(200);
    expect('data' in listed.body).toBe(true);
    const response = await post('/equipment', TEST_EQUIPMENT);
    expect(response.status).toBe(201);
    expect(response.body.success).toBe(true);
    await post('/equipment', DUPLICATE);
    const again = await post('/equipment', DUPLICATE);
    expect(again.status).toBe(409);
  });

  it('API-06 REG-02 REG-05 REG-07 REG-25: creating answers the envelope with every field of the response', async () => {
    const { body } = await post('/equipment', EXAMPLE);
    expect(keysOf(body)).toEqual(['data', 'message', 'success', 'timestamp']);
    expect(body).toMatchObject({ success: true, message: 'Equipment created successfully' });
    expect(body.timestamp).toMatch(INSTANT);
    expect(body.data).toMatchObject({ ...EXAMPLE, location_id: null });
    expect(body.data.id).toMatch(UUID);
    expect(body.data['created_at']).toMatch(INSTANT);

    const { status: _, ...silent } = TEST_EQUIPMENT;
    const bare = await post('/equipment', { ...silent, equipment_code: 'EQ-BARE' });
    expect(keysOf(bare.body.data)).toEqual(expect.arrayContaining([...RESPONSE_KEYS].sort()));
    const nothing = { description: null, manufacturer: null, model: null, location_id: null };
    expect(bare.body.data).toMatchObject({ ...nothing, status: 'ONLINE' });
    const read = await get(`/equipment/${bare.body.data.id}`);
    expect(read.body.data).toMatchObject({ ...nothing, status: 'ONLINE' });
  });

  it('REG-21: one piece comes with its location, how many alerts, and its latest data', async () => {
    const room = await post('/locations', { kind: 'room', name: 'Plant room', code: 'R-1' });
    const body = { ...EXAMPLE, equipment_code: 'EQ-ROOM', location_id: room.body.data.id };
    const { id } = (await post('/equipment', body)).body.data;
    const first = await get(`/equipment/${id}`);
    expect(keysOf(first.body)).toEqual(['data', 'message', 'success', 'timestamp']);
    expect(first.body.data).toMatchObject({
      location_id: room.body.data.id,
      location: { id: room.body.data.id, name: 'Plant room' },
      alert_count: 0,
      latest_iot_data: null,
    });
    const place = await get(`/equipment/${id}/location`);
    expect(place.body.data).toMatchObject({ location: { id: room.body.data.id } });

    const sensor = { code: 'EQ-ROOM.temperature', key: 'temperature', unit: 'Cel' };
    const { id: sensorId } = (await post(`/equipment/${id}/sensors`, sensor)).body.data;
    await eventually('the limit', async () => {
      const limit = { kind: 'high', threshold: 80, severity: 'high' };
      return (await post(`/sensors/${sensorId}/limits`, limit)).status === 201;
    });
    const seen = await eventually(
      'the alert',
      async () => {
        await post('/readings', { readings: [{ sensor: sensor.code, value: 93 }] });
        const { data } = (await get(`/equipment/${id}`)).body;
        return data['alert_count'] === 1 && data;
      },
      30_000,
    );
    expect(seen).toMatchObject({ latest_iot_data: { key: 'temperature', value: 93 } });
    const alerts = await get<Page>(`/alerts?equipment_id=${id}`);
    expect(alerts.body.data).toEqual([
      expect.objectContaining({ kind: 'alarm', equipment_id: id, priority: 'high' }),
    ]);
    expect(alerts.body.pagination).toMatchObject({ total_count: 1, page: 1, page_size: 20 });
    expect((await get<Page>('/equipment/alerts')).body.data).toEqual(
      (await get<Page>('/alerts')).body.data,
    );
  });

  it('ALM-01 ALM-04 WOM-08: what a person reported is among the alerts until it is made an order', async () => {
    const { id } = (await post('/equipment', { ...EXAMPLE, equipment_code: 'EQ-DRIPS' })).body.data;
    const fault = { equipmentId: id, title: 'It drips at the seal', severity: 'low' };
    const report = (await post('/work-requests', fault)).body.data;
    const reports = async (query = '') =>
      (await get<Page>(`/alerts?equipment_id=${id}${query}`)).body.data;
    expect(await reports()).toMatchObject([
      {
        ...{ kind: 'fault_report', alert_id: report.id, priority: 'low', is_overdue: false },
        ...{ description: fault.title, equipment_name: EXAMPLE.equipment_name },
      },
    ]);
    expect(await reports('&kind=fault_report&priority=low')).toHaveLength(1);
    for (const other of ['kind=alarm', 'priority=high', 'is_overdue=true']) {
      expect(await reports(`&${other}`)).toEqual([]);
    }
    await post(`/work-requests/${report.id}/approve`, {});
    expect(await reports()).toHaveLength(1);
    await post(`/work-requests/${report.id}/convert`, {});
    expect(await reports()).toEqual([]);
  });

  it('API-07 REG-22: lists in pages of 20 and at most 100, newest first', async () => {
    for (let n = 0; n < 23; n += 1) {
      const code = `PAGE-${String(n).padStart(2, '0')}`;
      expect((await post('/equipment', { ...DUPLICATE, equipment_code: code })).status).toBe(201);
    }
    const { body } = await get<Page>('/equipment?search=page-');
    expect(keysOf(body)).toEqual(['data', 'message', 'pagination', 'success', 'timestamp']);
    expect(body.data.map((each) => each['equipment_code'])).toEqual(
      Array.from({ length: 20 }, (_, n) => `PAGE-${String(22 - n).padStart(2, '0')}`),
    );
    expect(body.pagination).toEqual({
      ...{ page: 1, page_size: 20, total_pages: 2, total_count: 23 },
      ...{ has_next: true, has_previous: false },
    });
    const last = await get<Page>('/equipment?search=page-&page=2');
    expect(last.body.data).toHaveLength(3);
    expect(last.body.pagination).toMatchObject({ page: 2, has_next: false, has_previous: true });
    const beyond = await get<Page>('/equipment?search=page-&page=3&page_size=20');
    expect(beyond.body).toMatchObject({ success: true, data: [], pagination: { total_count: 23 } });
    expect((await get('/equipment?page=1&page_size=100')).status).toBe(200);
    for (const wrong of ['page=0', 'page_size=0', 'page_size=101', 'page=one']) {
      expect([wrong, (await get(`/equipment?${wrong}`)).status]).toEqual([wrong, 422]);
    }
  });

  it('REG-22: searches code and name whatever the case, and filters by each status', async () => {
    for (const status of ['ONLINE', 'OFFLINE', 'MAINTENANCE', 'ERROR']) {
      const named = { equipment_code: `STATUS-${status}`, equipment_name: `Boiler ${status}` };
      const made = await post('/equipment', { ...named, status });
      expect(made.body.data['status']).toBe(status);
      const found = await get<Page>(`/equipment?search=bOiLeR&status=${status}`);
      expect(found.body.data.map((each) => each['equipment_code'])).toEqual([`STATUS-${status}`]);
      const byCode = await get<Page>(`/equipment?search=status-${status.toLowerCase()}`);
      expect(byCode.body.data.map(({ id }) => id)).toEqual([made.body.data.id]);
    }
    // What means something to a database means itself to a person who searches.
    for (const literal of ['%25', '_', '100%25']) {
      expect((await get<Page>(`/equipment?search=${literal}`)).body.data).toEqual([]);
    }
  });

  it('API-11 REG-11: changes what is sent and nothing else, by PATCH or by a PUT that says so', async () => {
    const made = await post('/equipment', { ...EXAMPLE, equipment_code: 'EQ-PART' });
    const path = `/equipment/${made.body.data.id}`;
    const part = { equipment_name: 'Chiller, moved', status: 'MAINTENANCE' };
    const refused = await send<{ detail: string }>('PUT', path, { body: part });
    expect(refused.status).toBe(422);
    expect(refused.body.detail).toContain('PATCH');
    const changed = await send('PUT', path, {
      body: part,
      headers: { prefer: 'handling=partial' },
    });
    expect(changed).toMatchObject({
      status: 200,
      body: { success: true, message: 'Equipment updated successfully' },
    });
    expect(changed.body.data).toMatchObject({ ...EXAMPLE, equipment_code: 'EQ-PART', ...part });
    const { equipment_name } = EXAMPLE;
    const back = await send('PATCH', path, { body: { equipment_name, status: 'ONLINE' } });
    expect(back.body.data).toMatchObject({ ...EXAMPLE, equipment_code: 'EQ-PART' });
    const empty = await send('PATCH', path, { body: {} });
    expect(empty.body.data).toMatchObject({ ...EXAMPLE, equipment_code: 'EQ-PART' });
  });

  it('API-05 REG-23: deletes with 204 and no body, softly, once', async () => {
    const made = await post('/equipment', { ...EXAMPLE, equipment_code: 'EQ-GONE' });
    const path = `/equipment/${made.body.data.id}`;
    const gone = await send<string>('DELETE', path);
    expect([gone.status, gone.body]).toEqual([204, '']);
    expect((await send('DELETE', path)).status).toBe(404);
    expect((await get(path)).status).toBe(404);
    expect((await get<Page>('/equipment?search=EQ-GONE')).body.data).toEqual([]);
    const rows = await plant.database.admin.query<{ deleted_at: Date | null }[]>(
      'SELECT deleted_at FROM assets.equipment WHERE id = $1',
      [made.body.data.id],
    );
    expect(rows).toEqual([{ deleted_at: expect.any(Date) }]);
    // A code is free again once what carried it is gone.
    expect((await post('/equipment', { ...EXAMPLE, equipment_code: 'EQ-GONE' })).status).toBe(201);
  });

  it('API-09: errors are `success: false`, an object `error`, and a timestamp', async () => {
    const errors: readonly (readonly [number, ApiAnswer])[] = [
      [401, await get('/equipment', anybody)],
      [404, await get(`/equipment/${uuidv7()}`)],
      [409, await post('/equipment', DUPLICATE)],
      [422, await post('/equipment', {})],
      [400, await post('/equipment', '{')],
    ];
    for (const [status, answer] of errors) {
      expect(answer.status).toBe(status);
      expect(answer.body).toMatchObject({
        success: false,
        error: { code: expect.stringMatching(/^[a-z-]+$/), message: expect.any(String) },
        timestamp: expect.stringMatching(INSTANT),
        detail: (answer.body as { error: { message: string } }).error.message,
      });
    }
  });

  it.each([
    ['equipment_code', { equipment_code: 'lower-case' }, 'code'],
    ['equipment_code', { equipment_code: 'UNDER_SCORE' }, 'code'],
    ['equipment_code', { equipment_code: '' }, 'code'],
    ['equipment_code', { equipment_code: 'X'.repeat(51) }, 'code'],
    ['equipment_name', { equipment_name: '' }, 'name'],
    ['equipment_name', { equipment_name: 'x'.repeat(201) }, 'name'],
    ['manufacturer', { manufacturer: 'x'.repeat(201) }, 'manufacturer'],
    ['model', { model: 'x'.repeat(201) }, 'model'],
    ['status', { status: 'SLEEPING' }, 'status'],
    ['location_id', { location_id: 'kitchen' }, 'locationId'],
  ])('REG-03 API-04: refuses a wrong %s: %j', async (_, wrong, field) => {
    const answer = await post('/equipment', { ...EXAMPLE, equipment_code: 'EQ-WRONG', ...wrong });
    expect(answer.status).toBe(422);
    const { errors } = answer.body as unknown as { errors: { field: string }[] };
    expect([...new Set(errors.map((each) => each.field))]).toEqual([field]);
  });

  it.each(['X', 'X'.repeat(50), '0-9'])('REG-03: takes the code %s', async (equipment_code) => {
    const made = await post('/equipment', { ...EXAMPLE, equipment_code });
    expect(made.body.data).toMatchObject({ equipment_code });
  });

  it('SEC-01 SEC-03: POST /auth/verify takes the ID token of Firebase, and tells why it does not', async () => {
    const user = { username: 'fred', email: 'fred@plant.example', roles: ['technician'] };
    expect((await post('/users', user)).status).toBe(201);
    const idToken = await firebase.idToken('uid-fred', user.email);
    const verified = await post('/auth/verify', { idToken }, anybody);
    expect(verified.body.data).toMatchObject({
      ...{ uid: 'uid-fred', email: user.email, emailVerified: true },
    });
    const expired = await firebase.idToken('uid-fred', user.email, -600);
    const titles: Record<string, string> = {};
    for (const [what, token] of Object.entries({ nonsense: 'x.y.z', expired })) {
      const { status, body } = await new ApiClient(admin.url, token).get<{ title: string }>(
        `${BASE}/equipment`,
      );
      expect(status).toBe(401);
      titles[what] = body.title;
    }
    expect(titles).toEqual({ nonsense: 'Token invalid', expired: 'Token expired' });
  });

  it('API-15 WOM-08 WOM-01: serves the phone: signs in, scans, reads, reports a fault, and sees the work', async () => {
    const user = { username: 'mona', email: 'mona@plant.example', roles: ['technician'] };
    await post('/users', user);
    const idToken = await firebase.idToken('uid-mona', user.email);
    const { data } = (await post('/auth/verify', { token: idToken }, anybody)).body;
    const phone = new ApiClient(admin.url, String(data['accessToken']));

    const chiller = (await post('/equipment', { ...EXAMPLE, equipment_code: 'EQ-PHONE' })).body
      .data;
    const tag = (await post(`/equipment/${chiller.id}/tag`, {})).body.data;
    const token = String(tag['token']);
    const mine = await get<Page>('/equipment?search=chiller&status=ONLINE', phone);
    expect(mine.body.data.map(({ id }) => id)).toContain(chiller.id);
    const scanned = await get(`/equipment/qr/${token}`, phone);
    expect(scanned.body.data).toMatchObject({ id: chiller.id, equipment_code: 'EQ-PHONE' });

    const fault = { title: 'It rattles', description: 'Since this morning', severity: 'medium' };
    const path = `/equipment/qr/${token}/work-requests`;
    const reported = await eventually('the report', async () => {
      const answer = await post(path, fault, phone);
      return answer.status === 201 && answer;
    });
    expect(reported.body.data).toMatchObject({
      ...{ ...fault, equipmentId: chiller.id, status: 'submitted', reportedBy: 'mona' },
    });
    const { id } = reported.body.data;
    await post(`/work-requests/${id}/approve`, {});
    await post(`/work-requests/${id}/convert`, {});
    const orders = await get<Page>(`/work-orders?equipment_id=${chiller.id}`, phone);
    expect(orders.body.data).toEqual([
      expect.objectContaining({ workRequestId: id, title: 'It rattles' }),
    ]);
    // A phone that is lost: its label is made anew, and the old one opens nothing.
    await post(`/equipment/${chiller.id}/tag`, {});
    expect((await post(path, fault, phone)).status).toBe(404);
  });
});
