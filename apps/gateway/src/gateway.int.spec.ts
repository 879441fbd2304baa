import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { Logger, type INestApplication } from '@nestjs/common';
import { PERMISSIONS } from '@libs/contracts';
import { structuredLogger } from '@libs/runtime';
import { ApiClient, eventually, TestPlant, type ApiAnswer } from '@libs/testing';
import { schemas } from '@migrations';
import { jetstream } from '@nats-io/jetstream';
import { SignJWT } from 'jose';
import { v7 as uuidv7 } from 'uuid';
import { gateway, GatewayModule } from './gateway.module.js';
import { RouteTable } from './http/route-table.js';

const SECRET = 'a secret that only this test knows, and nobody else';
const PASSWORD = 'correct horse battery';
const TENANT = '00000000-0000-7000-8000-000000000001';

interface Problem {
  title: string;
  status: number;
  detail: string;
  errors?: { field: string }[];
  correlationId: string;
}

describe('the gateway by itself', () => {
  let plant: TestPlant;
  let app: INestApplication;
  let anybody: ApiClient;
  let admin: ApiClient;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    const http = gateway.http;
    if (!http) throw new Error('The gateway has no HTTP interface.');
    const running = await plant.startAgent('gateway', GatewayModule, {
      http,
      environment: { GATEWAY_PORT: '0', JWT_SECRET: SECRET, ADMIN_PASSWORD: PASSWORD },
    });
    app = running.app as INestApplication;
    anybody = new ApiClient(await app.getUrl());
    admin = await anybody.login('admin', PASSWORD);
  });

  afterAll(() => plant.stop());

  const expectProblem = (answer: ApiAnswer, status: number, title: string): void => {
    expect(answer).toMatchObject({ status, body: { status, title, success: false } });
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const { correlationId } = answer.body as Problem;
    expect(answer.headers.get('x-correlation-id')).toBe(correlationId);
  };

  const myClaims = (): Record<string, unknown> =>
    JSON.parse(Buffer.from(admin.token?.split('.')[1] ?? '', 'base64url').toString()) as Record<
      string,
      unknown
    >;

  /** A token of the administrator's session with other claims. */
  const tokenOf = (claims: object, secret = SECRET): Promise<string> =>
    new SignJWT({ ...myClaims(), ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(Buffer.from(secret));

  describe('login', () => {
    it('SEC-02: gives a token, and a cookie that scripts cannot read', async () => {
      const body = { username: 'admin', password: PASSWORD };
      const answer = await anybody.post('/api/v1/auth/login', { body });
      expect(answer).toMatchObject({
        status: 200,
        body: { success: true, data: { expiresInSeconds: 900, user: { username: 'admin' } } },
      });
      expect(JSON.stringify(answer.body)).not.toContain('argon2');
      const cookie = answer.headers.get('set-cookie');
      expect(cookie).toMatch(/^millwright=\S+; Max-Age=900; Path=\/; HttpOnly; SameSite=Strict$/);
      const me = await admin.get('/api/v1/auth/me');
      expect(me.body).toMatchObject({ data: { username: 'admin', roles: ['admin'] } });
    });

    it('refuses a wrong password like a user who is not there', async () => {
      const login = (username: string): Promise<ApiAnswer> =>
        anybody.post('/api/v1/auth/login', { body: { username, password: 'wrong' } });
      const [known, unknown] = [await login('admin'), await login('nobody')];
      expectProblem(known, 401, 'Login refused');
      expectProblem(unknown, 401, 'Login refused');
      expect((known.body as Problem).detail).toBe((unknown.body as Problem).detail);
    });

    it('SEC-11: keeps of a password a salted hash of Argon2id, and nothing else', async () => {
      const password = 'the same for two people';
      const hashes: string[] = [];
      for (const username of ['hana', 'hugo']) {
        const body = { username, password, roles: ['viewer'] };
        const added = await admin.post<{ data: { id: string } }>('/api/v1/users', { body });
        expect(JSON.stringify(added.body)).not.toMatch(/argon2|the same/);
        const rows = await plant.database.admin.query<{ row: string; password_hash: string }[]>(
          'SELECT u::text AS row, password_hash FROM gateway.user_account u WHERE id = $1',
          [added.body.data.id],
        );
        expect(rows[0]?.row).not.toContain(password);
        hashes.push(rows[0]?.password_hash ?? '');
        expect((await anybody.login(username, password)).token).toBeDefined();
      }
      for (const hash of hashes) {
        const [, kind, , cost = '', salt = '', digest = ''] = hash.split('$');
        expect(kind).toBe('argon2id');
        const memory = Number(/m=(\d+)/.exec(cost)?.[1]);
        expect(memory).toBeGreaterThanOrEqual(19_456);
        expect(Buffer.from(salt, 'base64').length).toBeGreaterThanOrEqual(16);
        expect(Buffer.from(digest, 'base64').length).toBeGreaterThanOrEqual(32);
      }
      expect(new Set(hashes).size).toBe(2);
    });

    it('makes a user wait who failed ten times, and nobody else', async () => {
      const body = { username: 'guessed', password: 'wrong' };
      for (let attempt = 0; attempt < 10; attempt += 1) {
        expect((await anybody.post('/api/v1/auth/login', { body })).status).toBe(401);
      }
      const locked = await anybody.post('/api/v1/auth/login', { body });
      expectProblem(locked, 429, 'Too many attempts');
      expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await anybody.login('admin', PASSWORD)).token).toBeDefined();
    });

    it('lets users whom an administrator adds do what their roles allow', async () => {
      const body = { username: 'tina', password: 'a long password', roles: ['technician'] };
      const added = await admin.post<{ data: { id: string } }>('/api/v1/users', { body });
      expect(added).toMatchObject({ status: 201, body: { data: { roles: ['technician'] } } });
      const location = added.headers.get('location') ?? '';
      expect((await admin.get(location)).body).toMatchObject({ data: { username: 'tina' } });
      expectProblem(await admin.post('/api/v1/users', { body }), 409, 'Conflict');
      const tina = await anybody.login('tina', body.password);
      expect((await tina.get('/api/v1/auth/me')).status).toBe(200);
      expectProblem(await tina.get('/api/v1/users'), 403, 'Forbidden');
      expectProblem(await tina.get('/api/v1/quarantine'), 403, 'Forbidden');
    });
  });

  describe('a token', () => {
    const me = (token?: string): Promise<ApiAnswer> =>
      new ApiClient(anybody.url, token).get('/api/v1/auth/me');

    it('SEC-03: that is missing, expired or not ours is told apart', async () => {
      const now = Math.floor(Date.now() / 1000);
      expect((await me(await tokenOf({}))).status).toBe(200);
      expectProblem(await me(), 401, 'Token missing');
      expectProblem(await me(await tokenOf({ iat: now - 60, exp: now - 1 })), 401, 'Token expired');
      expectProblem(await me('nonsense'), 401, 'Token invalid');
      const forged = await tokenOf({}, 'another secret of more than 32 bytes, for sure');
      expectProblem(await me(forged), 401, 'Token invalid');
    });

    it.each<[string, object]>([
      ['of no tenant', { tid: 'no uuid' }],
      ['of another tenant', { tid: uuidv7() }],
      ['of another user', { sub: uuidv7() }],
      ['of another session', { sid: uuidv7() }],
      ['of another issuer', { iss: 'somebody' }],
      ['for somebody else', { aud: 'somebody' }],
      ['without end', { exp: undefined }],
      ['that is good for too long', { exp: Math.floor(Date.now() / 1000) + 3_600 }],
      ['from the future', { iat: Math.floor(Date.now() / 1000) + 120 }],
    ])('%s is not taken', async (_, claims) => {
      const answer = await me(await tokenOf(claims));
      expectProblem(answer, 401, 'Token invalid');
      expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
    });

    it('is taken only to the letter', async () => {
      const [head = '', body = '', signature = ''] = (admin.token ?? '').split('.');
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      const last = alphabet.indexOf(signature.at(-1) ?? '');
      // The two lowest bits of the last letter carry nothing: this decodes to the same bytes.
      const twin = signature.slice(0, -1) + (alphabet[last ^ 1] ?? '');
      expect(Buffer.from(twin, 'base64url')).toEqual(Buffer.from(signature, 'base64url'));
      expectProblem(await me(`${head}.${body}.${twin}`), 401, 'Token invalid');
    });

    it('in a cookie reads but changes nothing', async () => {
      const headers = { cookie: `millwright=${admin.token ?? ''}` };
      expect((await anybody.get('/api/v1/auth/me', { headers })).status).toBe(200);
      const body = { username: 'mallory', password: 'a long password', roles: ['admin'] };
      expectProblem(await anybody.post('/api/v1/users', { headers, body }), 401, 'Token missing');
    });
  });

  describe('a request', () => {
    it('API-04: for what is not there gets 404, with another method 405', async () => {
      expectProblem(await admin.get('/api/v1/nothing'), 404, 'Not found');
      const wrong = await admin.send('DELETE', '/api/v1/equipment', {});
      expectProblem(wrong, 405, 'Method not allowed');
      expect(wrong.headers.get('allow')).toBe('GET, HEAD, POST');
    });

    it('API-05: that cannot be read is told so', async () => {
      const path = '/api/v1/equipment';
      expectProblem(await admin.post(path, { body: '{"code":' }), 400, 'Bad Request');
      expectProblem(await admin.get('/api/v1/%zz'), 400, 'Bad Request');
      const tooLarge = await admin.post(path, { body: JSON.stringify('x'.repeat(1_100_000)) });
      expectProblem(tooLarge, 413, 'Payload Too Large');
      const headers = { 'content-type': 'text/xml' };
      const xml = await admin.post(path, { body: '<a/>', headers });
      expectProblem(xml, 415, 'Unsupported Media Type');
      const nested = '{"code":'.repeat(5_000) + '1' + '}'.repeat(5_000);
      expectProblem(await admin.post(path, { body: nested }), 422, 'Contract broken');
      expectProblem(await admin.post(path, { body: '[]' }), 422, 'Contract broken');
    });

    it('API-04 SEC-08: with fields that break the contract names them', async () => {
      const body = { code: 'p 1', name: 'Pump', class: 'pump', colour: 'red' };
      const refused = await admin.post<Problem>('/api/v1/equipment', { body });
      expectProblem(refused, 422, 'Contract broken');
      expect(refused.body.errors?.map(({ field }) => field).sort()).toEqual(['code', 'colour']);
      const query = await admin.get<Problem>('/api/v1/equipment?page_size=1000&colour=red');
      expect(query.body.errors?.map(({ field }) => field).sort()).toEqual(['colour', 'pageSize']);
      const nul = { ...body, code: 'P-1', name: 'Pump\u0000' };
      const unwritable = await admin.post<Problem>('/api/v1/equipment', { body: nul });
      expect(unwritable.body.errors?.map(({ field }) => field)).toEqual(['name']);
      const path = `/api/v1/equipment/${uuidv7()}/sensors`;
      const sensor = { equipmentId: uuidv7(), code: 'P-1.x', key: 'x', unit: 'V' };
      const twice = await admin.post<Problem>(path, { body: sensor });
      expect(twice.body.errors?.map(({ field }) => field)).toEqual(['equipmentId']);
      const step = `/api/v1/work-orders/${uuidv7()}/claim`;
      const extra = await admin.post<Problem>(step, { body: { force: true } });
      expect(extra.body.errors?.map(({ field }) => field)).toEqual(['force']);
      const headers = { 'if-match': '"new"' };
      expectProblem(await admin.post(step, { headers }), 422, 'Contract broken');
    });

    it('to an agent that is not there gets 503 and when to ask again', async () => {
      const answer = await admin.get('/api/v1/equipment');
      expectProblem(answer, 503, 'Not available');
      expect(answer.headers.get('retry-after')).toBe('5');
    });

    it('OBS-04 API-09: that fails, for whatever reason, is answered in the one form', async () => {
      const equipment = '/api/v1/equipment';
      const { database } = plant;
      await database.admin.query('ALTER TABLE gateway.api_key RENAME TO mislaid');
      const faulty = await admin
        .get('/api/v1/api-keys')
        .finally(() => database.admin.query('ALTER TABLE gateway.mislaid RENAME TO api_key'));
      const answers: readonly (readonly [string, number, ApiAnswer])[] = [
        ['the router', 400, await admin.get('/api/v1/%zz')],
        ['the guard', 401, await anybody.get(equipment)],
        ['no route', 404, await admin.get('/api/v1/nothing')],
        ['no method', 405, await admin.send('DELETE', equipment, {})],
        ['a hook', 414, await admin.get(`${equipment}?search=${'x'.repeat(5_000)}`)],
        ['the body', 400, await admin.post(equipment, { body: '{' })],
        ['the contract', 422, await admin.post(equipment, { body: { code: 'p 1' } })],
        ['an absent agent', 503, await admin.get(equipment)],
        ['a fault of ours', 500, faulty],
      ];
      for (const [by, status, answer] of answers) {
        const { body } = answer as ApiAnswer<Problem & { error: object; timestamp: string }>;
        expect([by, answer.status]).toEqual([by, status]);
        expectProblem(answer, status, body.title);
        const code = body.title.toLowerCase().replaceAll(' ', '-');
        expect(body).toMatchObject({
          type: `urn:millwright:problem:${code}`,
          success: false,
          error: { code, message: body.detail },
        });
        expect(Math.abs(Date.parse(body.timestamp) - Date.now())).toBeLessThan(60_000);
      }
      // What went wrong inside is for the log alone.
      expect(JSON.stringify(faulty.body)).not.toMatch(/api_key|does not exist/);
    });

    it('OBS-03: is logged with its route, its answer and its time, and without what it carried', async () => {
      const lines: object[] = [];
      const log = (line: object): number => lines.push(line);
      const ignore = (): void => undefined;
      Logger.overrideLogger({ log, error: ignore, warn: ignore, debug: ignore });
      const secret = 'somebody@plant.example';
      await admin.get(`/api/v1/users?search=${secret}`);
      await anybody.get(`/api/v1/equipment/qr/${secret}`);
      await anybody.get(`/${secret}`);
      await anybody.get('/health/live');
      await eventually('the lines', () => lines.length >= 3);
      Logger.overrideLogger(structuredLogger);
      const told = { event: 'request_answered', method: 'GET', durationMs: expect.any(Number) };
      expect(lines).toEqual([
        expect.objectContaining({
          ...{ ...told, route: '/api/v1/users', status: expect.any(Number), tenantId: TENANT },
          actor: expect.stringMatching(/^user:/),
        }),
        { ...told, route: '/api/v1/equipment/qr/:token', status: 401 },
        { ...told, route: 'none', status: 404 },
      ]);
      expect(JSON.stringify(lines)).not.toContain(secret);
    });

    it('keeps its correlation id, or is given one', async () => {
      const correlationId = uuidv7();
      const headers = { 'x-correlation-id': correlationId };
      const kept = await anybody.get('/health/live', { headers });
      expect(kept.headers.get('x-correlation-id')).toBe(correlationId);
      const made = await anybody.get('/health/live', { headers: { 'x-correlation-id': 'x' } });
      expect(made.headers.get('x-correlation-id')).toMatch(/^[0-9a-f]{8}-/);
    });

    it('is answered with headers that keep browsers out of harm', async () => {
      const { headers } = await anybody.get('/api/v1/auth/me');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    });
  });

  it('gives the overview without the figures of agents that are not there', async () => {
    const { status, body } = await admin.get('/api/v1/overview');
    expect(status).toBe(200);
    expect(body).toMatchObject({ data: { readings: null, alarms: null, notifications: null } });
  });

  it('TEL-02: takes readings in once per key and content', async () => {
    const reading = { sensor: 'P-101.vibration', value: 4.2 };
    const send = (value: number): Promise<ApiAnswer<{ data: { correlationId: string } }>> =>
      admin.post('/api/v1/readings', {
        body: { readings: [{ ...reading, value }] },
        headers: { 'idempotency-key': 'batch-1' },
      });
    const first = await send(4.2);
    expect(first).toMatchObject({ status: 202, body: { data: { readings: 1, duplicate: false } } });
    const again = await send(4.2);
    expect(again.body.data).toEqual({ ...first.body.data, duplicate: true });
    expect((await send(4.3)).body).toMatchObject({ data: { duplicate: false } });
    const refused = await admin.post<Problem>('/api/v1/readings', {
      body: { readings: [{ ...reading, value: 'high' }] },
    });
    expectProblem(refused, 422, 'Contract broken');
    expect(refused.body.errors?.[0]?.field).toBe('readings.0.value');
  });

  it('sets events aside that it cannot log, and goes on', async () => {
    const assets = await plant.connect('assets');
    const correlationid = uuidv7();
    const event = {
      ...{ specversion: '1.0', id: uuidv7(), source: '/agents/assets', actor: 'agent:assets' },
      ...{ type: 'assets.tree.grown.v1', time: new Date().toISOString(), tenantid: TENANT },
      ...{ datacontenttype: 'application/json', correlationid, data: { rings: 7 } },
    };
    const subject = `event.${TENANT}.assets.tree.grown`;
    const send = (body: string): Promise<unknown> => jetstream(assets).publish(subject, body);
    await send('no JSON');
    await send(JSON.stringify({ ...event, id: uuidv7(), data: { text: 'a\u0000b' } }));
    await send(JSON.stringify({ ...event, id: uuidv7(), tenantid: uuidv7() }));
    await send(JSON.stringify(event));
    const trace = await eventually('the trace', async () => {
      const answer = await admin.get(`/api/v1/traces/${correlationid}`);
      return answer.status === 200 && answer;
    });
    expect(trace.body).toMatchObject({
      data: { steps: [{ eventId: event.id, data: { rings: 7 } }] },
    });
    const rows = await plant.database.admin.query<{ reason: string }[]>(
      'SELECT reason FROM gateway.quarantine ORDER BY first_seen_at',
    );
    expect(rows).toHaveLength(3);
    expect(rows[0]?.reason).toBe('not JSON');
  });

  it('OBS-01: answers health without login, secrets or reasons', async () => {
    expect((await anybody.get('/health')).body).toEqual({
      status: 'healthy',
      version: '0.1.0',
      state: 'running',
      checks: { database: 'up', nats: 'up' },
    });
    for (const path of ['/health/live', '/health/ready', '/health/db']) {
      expect(await anybody.get(path)).toMatchObject({ status: 200, body: { status: 'up' } });
    }
    const healthy = { status: 'healthy', service: 'gateway', database: 'connected' };
    expect((await anybody.get('/healthz')).body).toEqual(healthy);
  });

  describe('the board', () => {
    const html = { accept: 'text/html' };
    const login = (password: string, username = 'admin'): Promise<ApiAnswer> =>
      anybody.post('/board-login', {
        body: `username=${username}&password=${encodeURIComponent(password)}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    const pause = (headers: Record<string, string>, path = '/board'): Promise<ApiAnswer> =>
      anybody.send('PUT', `${path}/api/queues/deliver-notification/pause`, { headers });

    it('is closed to everybody who did not log in, however they spell it', async () => {
      for (const path of ['/board', '/%62oard', '/board/api/queues', '/board/static/favicon.ico']) {
        expect(await anybody.get(path)).toMatchObject({ status: 401 });
      }
      expect(await pause({}, '/%62oard')).toMatchObject({ status: 401 });
      const sent = await anybody.get('/board', { headers: html });
      expect(sent).toMatchObject({ status: 303 });
      expect(sent.headers.get('location')).toBe('/board-login');
    });

    it('opens to whoever logs in and may steer queues', async () => {
      expect(await login('wrong')).toMatchObject({ status: 401 });
      const done = await login(PASSWORD);
      expect(done).toMatchObject({ status: 303 });
      const cookie = (done.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
      const shown = await anybody.get<string>('/board', { headers: { ...html, cookie } });
      expect(shown).toMatchObject({ status: 200 });
      expect(shown.body).toContain('Millwright queues');
      const { body } = await anybody.get('/board/api/queues', { headers: { cookie } });
      expect(JSON.stringify(body)).toContain('notification: Deliveries');
      expect(await pause({ cookie })).toMatchObject({ status: 403 });
      const elsewhere = { cookie, origin: 'https://evil.example' };
      expect(await pause(elsewhere)).toMatchObject({ status: 403 });
      expect(await pause({ cookie, origin: anybody.url })).toMatchObject({ status: 200 });
    });

    it('stays closed to those who may not', async () => {
      const body = { username: 'vera', password: 'a long password', roles: ['viewer'] };
      expect(await admin.post('/api/v1/users', { body })).toMatchObject({ status: 201 });
      const viewer = await anybody.login('vera', body.password);
      expect(await viewer.get('/board')).toMatchObject({ status: 403 });
    });
  });

  it('API-12: describes in OpenAPI 3.1 every route that it has', async () => {
    interface Operation {
      operationId: string;
      responses: object;
      'x-permission'?: string;
      'x-public'?: boolean;
    }
    interface Document {
      openapi: string;
      paths: Record<string, Record<string, Operation>>;
    }
    const { status, body } = await anybody.get<Document>('/docs/openapi.json');
    expect({ status, openapi: body.openapi }).toEqual({ status: 200, openapi: '3.1.0' });
    const described = Object.entries(body.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => {
        return `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`;
      }),
    );
    const routed = app
      .get(RouteTable)
      .below('/api/')
      .filter((each) => !each.endsWith('/openapi.json'));
    expect(routed.length).toBeGreaterThan(40);
    expect(described.filter((each) => each.includes('/api/')).sort()).toEqual(routed.sort());
    const operations = Object.values(body.paths).flatMap((item) => Object.values(item));
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const open = described.filter((each) => {
      const [method = '', path = ''] = each.split(' ');
      const operation = body.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
      return !PERMISSIONS.some((permission) => permission === operation?.['x-permission']);
    });
    expect(open.filter((each) => each.includes('/api/')).sort()).toEqual([
      'GET /api/v1/calendars/feed/:address',
      'POST /api/v1/auth/login',
      'POST /api/v1/auth/logout',
      'POST /api/v1/auth/refresh',
      'POST /api/v1/auth/verify',
    ]);
    const text = JSON.stringify(body);
    const named = [...text.matchAll(/#\/components\/schemas\/(\w*)/g)].map(([, name]) => name);
    const { components } = body as unknown as { components: { schemas: object } };
    expect(named.filter((name) => !(name ?? '' in components.schemas))).toEqual([]);
    expect(text).not.toContain('"nullable"');
    expect(await anybody.get('/docs')).toMatchObject({ status: 200 });
    // Where the pages and the document of other systems are.
    expect((await anybody.get('/redoc')).headers.get('location')).toBe('/docs');
    expect((await anybody.get('/api/v1/openapi.json')).body).toEqual(body);
  });

  it('API-07: takes page and page_size wherever its document has them', async () => {
    interface Lists {
      paths: Record<string, { get?: { parameters?: { name: string }[] } }>;
    }
    const { body } = await anybody.get<Lists>('/docs/openapi.json');
    const lists = Object.entries(body.paths)
      .filter(([, { get }]) => get?.parameters?.some(({ name }) => name === 'page'))
      .map(([path]) => path);
    expect(lists.length).toBeGreaterThan(20);
    const refused: string[] = [];
    for (const list of lists) {
      const path = list.replace(/\{\w+\}/g, () => uuidv7());
      const { body: answer } = await admin.get<Problem>(`${path}?page=2&page_size=5`);
      const fields = answer.errors?.map(({ field }) => field) ?? [];
      if (fields.some((field) => field.startsWith('page'))) refused.push(list);
    }
    expect(refused).toEqual([]);
  });

  it('says in one sentence that its port is taken', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as AddressInfo;
    const http = gateway.http;
    const environment = { GATEWAY_PORT: String(port) };
    const start = plant.startAgent('gateway', GatewayModule, {
      ...(http && { http }),
      environment,
    });
    await expect(start).rejects.toThrow(`Port ${port} of 127.0.0.1 is taken; set PORT`);
    squatter.close();
  });
});
