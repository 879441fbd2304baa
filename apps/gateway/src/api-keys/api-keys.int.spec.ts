import type { INestApplication } from '@nestjs/common';
import { ApiClient, eventually, TestPlant, type ApiAnswer } from '@libs/testing';
import { schemas } from '@migrations';
import { gateway, GatewayModule } from '../gateway.module.js';

const PASSWORD = 'correct horse battery';

interface Issued {
  id: string;
  key: string;
  scopes: string[];
  expiresAt: string;
  lastUsedAt?: string;
}
type Answer<T = Issued> = ApiAnswer<{ data: T; title?: string; detail?: string }>;

describe('an API key', () => {
  let plant: TestPlant;
  let anybody: ApiClient;
  let admin: ApiClient;

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    const http = gateway.http;
    if (!http) throw new Error('The gateway has no HTTP interface.');
    const environment = {
      GATEWAY_PORT: '0',
      JWT_SECRET: 'a secret that only this test knows, and nobody else',
      ADMIN_PASSWORD: PASSWORD,
    };
    const running = await plant.startAgent('gateway', GatewayModule, { http, environment });
    anybody = new ApiClient(await (running.app as INestApplication).getUrl());
    admin = await anybody.login('admin', PASSWORD);
  });

  afterAll(() => plant.stop());

  const issue = (body: object, by = admin, headers = {}): Promise<Answer> =>
    by.post('/api/v1/api-keys', { body: { name: 'historian', ...body }, headers });
  const issued = async (scopes: string[], by = admin): Promise<Issued> => {
    const answer = await issue({ scopes }, by);
    expect(answer.status).toBe(201);
    return answer.body.data;
  };
  const as = (key: string): ApiClient => new ApiClient(anybody.url, key);
  const shown = async (id: string): Promise<Issued> =>
    ((await admin.get(`/api/v1/api-keys/${id}`)) as Answer).body.data;
  const addUser = async (username: string, roles: string[]): Promise<[string, ApiClient]> => {
    const body = { username, password: PASSWORD, roles };
    const answer = await admin.post<{ data: { id: string } }>('/api/v1/users', { body });
    return [answer.body.data.id, await anybody.login(username, PASSWORD)];
  };

  it('lets a machine do what its scopes say and no more, as bearer or X-API-Key', async () => {
    const { id, key } = await issued(['account.read', 'users.read']);
    expect((await as(key).get('/api/v1/users')).status).toBe(200);
    const headers = { 'x-api-key': key };
    const me = await anybody.get('/api/v1/auth/me', { headers });
    expect(me).toMatchObject({
      status: 200,
      body: {
        data: { by: 'api_key', username: 'historian', permissions: ['account.read', 'users.read'] },
      },
    });
    const body = { username: 'made', password: PASSWORD, roles: ['viewer'] };
    expect((await as(key).post('/api/v1/users', { body })).status).toBe(403);
    const used = await eventually('the last use', async () => (await shown(id)).lastUsedAt);
    expect((await as(key).get('/api/v1/users')).status).toBe(200);
    expect((await shown(id)).lastUsedAt).toBe(used);
  });

  it('is shown once and kept as a hash', async () => {
    const { id, key } = await issued(['alarms.read']);
    const [, secret = ''] = key.split('.');
    expect(key).toMatch(/^mwk_[\w-]{43}\.[\w-]{43}$/);
    expect(await shown(id)).not.toHaveProperty('key');
    const tables = ['api_key', 'outbox'];
    for (const table of tables) {
      const rows = await plant.database.admin.query<object[]>(`SELECT * FROM gateway.${table}`);
      expect(JSON.stringify(rows)).not.toContain(secret);
    }
  });

  it('lasts 90 days unless told otherwise, a year at most', async () => {
    const days = ({ expiresAt }: Issued): number =>
      Math.round((Date.parse(expiresAt) - Date.now()) / 86_400_000);
    expect(days(await issued(['alarms.read']))).toBe(90);
    const year = await issue({ scopes: ['alarms.read'], expiresInDays: 365 });
    expect(days(year.body.data)).toBe(365);
    expect((await issue({ scopes: ['alarms.read'], expiresInDays: 366 })).status).toBe(422);
    expect((await issue({ scopes: ['everything'] })).status).toBe(422);
    expect((await issue({ scopes: [] })).status).toBe(422);
  });

  it('is told apart when it has expired, is unknown or was changed', async () => {
    const { id, key } = await issued(['account.read']);
    const [name = '', secret = ''] = key.split('.');
    const other = (text: string): string => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
    const wrong = [`${name}.${other(secret)}`, `mwk_${other(name.slice(4))}.${secret}`, 'mwk_x'];
    for (const each of wrong) {
      const answer: Answer = await as(each).get('/api/v1/auth/me');
      expect(answer).toMatchObject({ status: 401, body: { title: 'Token invalid' } });
    }
    await plant.database.admin.query(
      `UPDATE gateway.api_key SET expires_at = now() - interval '1 second' WHERE id = $1`,
      [id],
    );
    await eventually('the refusal', async () => {
      const expired: Answer = await as(key).get('/api/v1/auth/me');
      return expired.status === 401 && expired.body.title === 'Token expired';
    });
  });

  it('opens nothing once it is revoked, here at once and elsewhere within two seconds', async () => {
    const [one, two] = [await issued(['account.read']), await issued(['account.read'])];
    const status = async (key: string): Promise<number> =>
      (await as(key).get('/api/v1/auth/me')).status;
    expect([await status(one.key), await status(two.key)]).toEqual([200, 200]);
    const path = `/api/v1/api-keys/${one.id}`;
    expect((await admin.send('DELETE', path, {})).status).toBe(204);
    expect([await status(one.key), await status(two.key)]).toEqual([401, 200]);
    expect((await admin.send('DELETE', path, {})).status).toBe(204);
    await plant.database.admin.query(
      'UPDATE gateway.api_key SET revoked_at = now() WHERE id = $1',
      [two.id],
    );
    await eventually('the refusal', async () => (await status(two.key)) === 401, 2_000);
    const events = await plant.database.admin.query<{ type: string }[]>(
      `SELECT body::jsonb ->> 'type' AS type FROM gateway.outbox
       WHERE body::jsonb ->> 'subject' = $1 ORDER BY id`,
      [`api_key/${one.id}`],
    );
    expect(events.map(({ type }) => type)).toEqual([
      'gateway.api_key.issued.v1',
      'gateway.api_key.revoked.v1',
    ]);
  });

  it('may never do more than its maker may do now', async () => {
    const [id, elsa] = await addUser('elsa', ['engineer']);
    const { key } = await issued(['account.read', 'limits.manage', 'limits.read'], elsa);
    const permissions = async (): Promise<unknown> =>
      ((await as(key).get('/api/v1/auth/me')) as Answer<{ permissions: string[] }>).body.data
        .permissions;
    expect(await permissions()).toEqual(['account.read', 'limits.read', 'limits.manage']);
    const path = `/api/v1/users/${id}`;
    await admin.send('PATCH', path, { body: { roles: ['viewer'] } });
    expect(await permissions()).toEqual(['account.read', 'limits.read']);
    await admin.send('PATCH', path, { body: { enabled: false } });
    expect((await as(key).get('/api/v1/auth/me')).status).toBe(401);
  });

  it('makes no other key, and changes no password', async () => {
    const { key } = await issued(['api_keys.manage', 'account.manage']);
    expect((await issue({ scopes: ['account.manage'] }, as(key))).status).toBe(403);
    const body = { oldPassword: PASSWORD, newPassword: 'another long password' };
    expect((await as(key).post('/api/v1/auth/password', { body })).status).toBe(403);
  });

  it('of somebody else is revoked only by who manages users', async () => {
    const [, finn] = await addUser('finn', ['engineer']);
    const mine = await issued(['alarms.read']);
    const his = await issued(['alarms.read'], finn);
    const end = (id: string): Promise<ApiAnswer> =>
      finn.send('DELETE', `/api/v1/api-keys/${id}`, {});
    expect((await end(mine.id)).status).toBe(403);
    expect((await end(his.id)).status).toBe(204);
  });

  it('is issued once per Idempotency-Key, and shown again only to its maker', async () => {
    const headers = { 'idempotency-key': 'one key please' };
    const send = (by = admin): Promise<Answer> => issue({ scopes: ['alarms.read'] }, by, headers);
    const [first, again] = [await send(), await send()];
    expect(again.body.data).toEqual(first.body.data);
    const [, gero] = await addUser('gero', ['admin']);
    expect((await send(gero)).status).toBe(422);
  });
});
