import type { INestApplication } from '@nestjs/common';
import { PERMISSIONS, ROLE_PERMISSIONS } from '@libs/contracts';
import { ApiClient, TestPlant, type ApiAnswer } from '@libs/testing';
import { schemas } from '@migrations';
import { v7 as uuidv7 } from 'uuid';
import { gateway, GatewayModule } from '../gateway.module.js';

const PASSWORD = 'correct horse battery';

interface Row {
  id: string;
  username: string;
  roles: string[];
  enabled: boolean;
  version: number;
}
type Answer<T> = ApiAnswer<{ data: T; title?: string; detail?: string }>;

describe('who manages users', () => {
  let plant: TestPlant;
  let anybody: ApiClient;
  let admin: ApiClient;
  let adminId: string;

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
    const me: Answer<Row> = await admin.get('/api/v1/auth/me');
    adminId = me.body.data.id;
  });

  afterAll(() => plant.stop());

  const add = (username: string, roles: string[], by = admin): Promise<Answer<Row>> =>
    by.post('/api/v1/users', { body: { username, password: PASSWORD, roles } });
  const patch = (id: string, body: object, by = admin, headers = {}): Promise<Answer<Row>> =>
    by.send('PATCH', `/api/v1/users/${id}`, { body, headers });
  const remove = (id: string, by = admin): Promise<Answer<Row>> =>
    by.send('DELETE', `/api/v1/users/${id}`, {});
  const addRole = (name: string, permissions: string[], by = admin): Promise<Answer<Row>> =>
    by.post('/api/v1/roles', { body: { name, permissions } });
  const addedUser = async (username: string, roles: string[]): Promise<[Row, ApiClient]> => {
    const answer = await add(username, roles);
    expect(answer.status).toBe(201);
    return [answer.body.data, await anybody.login(username, PASSWORD)];
  };
  const eventsOf = async (subject: string): Promise<object[]> => {
    const rows = await plant.database.admin.query<{ body: string }[]>(
      `SELECT body FROM gateway.outbox WHERE body::jsonb ->> 'subject' = $1 ORDER BY id`,
      [subject],
    );
    return rows.map(({ body }) => JSON.parse(body) as object);
  };

  it('finds them by name, e-mail and state, a page at a time', async () => {
    for (const name of ['anna', 'ann_e', 'bert']) {
      const body = { username: name, email: `${name}@plant.example`, roles: ['viewer'] };
      expect((await admin.post('/api/v1/users', { body })).status).toBe(201);
    }
    const names = async (query: string): Promise<string[]> => {
      const answer: Answer<Row[]> = await admin.get(`/api/v1/users?${query}`);
      return answer.body.data.map(({ username }) => username).sort();
    };
    expect(await names('search=ANN')).toEqual(['ann_e', 'anna']);
    expect(await names('search=ann_')).toEqual(['ann_e']);
    expect(await names('search=bert@plant')).toEqual(['bert']);
    expect(await names('search=ann&page_size=1&page=2')).toHaveLength(1);
    const [bert] = ((await admin.get('/api/v1/users?search=bert')).body as { data: Row[] }).data;
    await patch(bert?.id ?? '', { enabled: false });
    expect(await names('enabled=false')).toEqual(['bert']);
  });

  it('changes them, each version once, and tells so', async () => {
    const [{ id }] = await addedUser('carl', ['viewer']);
    const etag = (await admin.get(`/api/v1/users/${id}`)).headers.get('etag') ?? '';
    const change = { displayName: 'Carl Ruf', email: 'carl@plant.example', roles: ['operator'] };
    const changed = await patch(id, change, admin, { 'if-match': etag });
    expect(changed).toMatchObject({ status: 200, body: { data: { ...change, version: 2 } } });
    const stale = await patch(id, { enabled: false }, admin, { 'if-match': etag });
    expect(stale).toMatchObject({ status: 412, body: { title: 'Stale version' } });
    const [{ id: other }] = await addedUser('cora', ['viewer']);
    expect((await patch(other, { email: 'CARL@plant.example' })).status).toBe(409);
    expect((await patch(id, { email: null })).body.data).not.toHaveProperty('email');
    expect((await patch(uuidv7(), { enabled: false })).status).toBe(404);
    expect(await eventsOf(`user/${id}`)).toMatchObject([
      { type: 'gateway.user.added.v1', actor: `user:${adminId}`, data: { roles: ['viewer'] } },
      { type: 'gateway.user.changed.v1', data: { roles: ['operator'], version: 2 } },
      { type: 'gateway.user.changed.v1', data: { roles: ['operator'], version: 3 } },
    ]);
  });

  it('disables them at once, and enabling brings no session back', async () => {
    const [{ id }, dina] = await addedUser('dina', ['viewer']);
    expect((await dina.get('/api/v1/auth/me')).status).toBe(200);
    await patch(id, { enabled: false });
    expect((await dina.get('/api/v1/auth/me')).status).toBe(401);
    await patch(id, { enabled: true });
    expect((await dina.get('/api/v1/auth/me')).status).toBe(401);
    expect((await (await anybody.login('dina', PASSWORD)).get('/api/v1/auth/me')).status).toBe(200);
  });

  it('gives them another password, and their sessions end', async () => {
    const [{ id }, ewan] = await addedUser('ewan', ['viewer']);
    const path = `/api/v1/users/${id}/password`;
    const password = 'quite another password';
    expect((await admin.send('PUT', path, { body: { password } })).status).toBe(204);
    expect((await ewan.get('/api/v1/auth/me')).status).toBe(401);
    expect((await (await anybody.login('ewan', password)).get('/api/v1/auth/me')).status).toBe(200);
  });

  it('removes them for good, their name stays theirs', async () => {
    const [{ id }, fred] = await addedUser('fred', ['viewer']);
    expect((await remove(id)).status).toBe(204);
    expect((await fred.get('/api/v1/auth/me')).status).toBe(401);
    expect((await admin.get(`/api/v1/users/${id}`)).status).toBe(404);
    expect((await remove(id)).status).toBe(404);
    expect((await add('fred', ['viewer'])).status).toBe(409);
    const types = (await eventsOf(`user/${id}`)).map((event) => (event as { type: string }).type);
    expect(types).toEqual(['gateway.user.added.v1', 'gateway.user.removed.v1']);
  });

  it('adds a user once per Idempotency-Key, and gets the same answer again', async () => {
    const send = (password: string, by = admin): Promise<Answer<Row>> =>
      by.post('/api/v1/users', {
        body: { username: 'gina', password, roles: ['viewer'] },
        headers: { 'idempotency-key': 'gina' },
      });
    const [one, two] = await Promise.all([send(PASSWORD), send(PASSWORD)]);
    expect([one?.status, two?.status]).toEqual([201, 201]);
    expect(one?.body.data.id).toBe(two?.body.data.id);
    expect((await send('quite another password')).status).toBe(422);
    const other = await addedUser('gerd', ['admin']);
    expect((await send(PASSWORD, other[1])).status).toBe(422);
    const kept = await plant.database.admin.query<object[]>('SELECT * FROM gateway.idempotency');
    expect(JSON.stringify(kept)).not.toContain(PASSWORD);
  });

  describe('cannot raise themselves or others', () => {
    let helper: ApiClient;
    let helperId: string;

    beforeAll(async () => {
      const held = ['users.manage', 'users.read', 'roles.manage', 'roles.read', 'api_keys.manage'];
      const viewing = [...ROLE_PERMISSIONS.viewer];
      expect((await addRole('helpdesk', [...viewing, ...held])).status).toBe(201);
      const [user, client] = await addedUser('hugo', ['helpdesk']);
      [helperId, helper] = [user.id, client];
    });

    it('by roles that allow more than theirs', async () => {
      expect((await add('h1', ['viewer'], helper)).status).toBe(201);
      expect((await add('h2', ['helpdesk'], helper)).status).toBe(201);
      for (const role of ['operator', 'technician', 'planner', 'engineer', 'admin']) {
        expect((await add('h3', ['viewer', role], helper)).status).toBe(403);
        expect((await patch(helperId, { roles: ['helpdesk', role] }, helper)).status).toBe(403);
      }
      expect((await add('h3', ['no_such_role'], helper)).status).toBe(422);
    });

    it('by custom roles', async () => {
      expect((await addRole('handy', ['alarms.read'], helper)).status).toBe(201);
      expect((await addRole('mighty', ['alarms.acknowledge'], helper)).status).toBe(403);
      const own = (await admin.get('/api/v1/roles')).body as { data: (Row & { name: string })[] };
      const helpdesk = own.data.find(({ name }) => name === 'helpdesk')?.id ?? '';
      const raise = { permissions: [...PERMISSIONS] };
      const path = `/api/v1/roles/${helpdesk}`;
      expect((await helper.send('PATCH', path, { body: raise })).status).toBe(403);
      const mighty = (await addRole('mighty', ['board.use'])).body.data.id;
      const lower = { body: { permissions: ['alarms.read'] } };
      expect((await helper.send('PATCH', `/api/v1/roles/${mighty}`, lower)).status).toBe(403);
      expect((await helper.send('DELETE', `/api/v1/roles/${mighty}`, {})).status).toBe(403);
    });

    it('by taking over who may do more', async () => {
      const password = { body: { password: 'taken over by the helpdesk' } };
      const path = `/api/v1/users/${adminId}`;
      expect((await helper.send('PUT', `${path}/password`, password)).status).toBe(403);
      expect((await patch(adminId, { email: 'hugo@plant.example' }, helper)).status).toBe(403);
      expect((await patch(adminId, { roles: ['viewer'] }, helper)).status).toBe(403);
      expect((await remove(adminId, helper)).status).toBe(403);
      expect((await admin.get('/api/v1/auth/me')).status).toBe(200);
    });

    it('by an API key that may do more', async () => {
      const issue = (scopes: string[]): Promise<ApiAnswer> =>
        helper.post('/api/v1/api-keys', { body: { name: 'raiser', scopes } });
      expect((await issue(['alarms.acknowledge'])).status).toBe(403);
      expect((await issue(['alarms.read'])).status).toBe(201);
    });

    it('by claiming roles in their token', async () => {
      const [head = '', body = '', signature = ''] = (helper.token ?? '').split('.');
      const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
      const raised = Buffer.from(JSON.stringify({ ...claims, roles: ['admin'] }));
      const forged = `${head}.${raised.toString('base64url')}.${signature}`;
      expect((await new ApiClient(anybody.url, forged).get('/api/v1/users')).status).toBe(401);
    });
  });

  describe('cannot lock everybody out', () => {
    it('by disabling or removing themselves', async () => {
      expect((await patch(adminId, { enabled: false })).status).toBe(409);
      expect((await remove(adminId)).status).toBe(409);
    });

    it('by taking away the last administrator, not even two of them at once', async () => {
      const [others] = [(await admin.get('/api/v1/users?page_size=100')).body as { data: Row[] }];
      for (const { id, roles } of others.data) {
        if (roles.includes('admin') && id !== adminId) await remove(id);
      }
      expect((await patch(adminId, { roles: ['viewer'] })).status).toBe(409);
      // Invited, but nobody has come yet: this one could let nobody in.
      const invited = { username: 'ivy', email: 'ivy@plant.example', roles: ['admin'] };
      expect((await admin.post('/api/v1/users', { body: invited })).status).toBe(201);
      expect((await patch(adminId, { roles: ['viewer'] })).status).toBe(409);
      const [{ id }, jana] = await addedUser('jana', ['admin']);
      const answers = await Promise.all([
        patch(id, { roles: ['viewer'] }, admin),
        patch(adminId, { roles: ['viewer'] }, jana),
      ]);
      const done = answers.filter(({ status }) => status === 200);
      expect(done).toHaveLength(1);
    });
  });
});
