import type { INestApplication } from '@nestjs/common';
import { ApiClient, eventually, TestPlant, type ApiAnswer } from '@libs/testing';
import { schemas } from '@migrations';
import { gateway, GatewayModule } from '../gateway.module.js';

const PASSWORD = 'correct horse battery';

interface Tokens {
  accessToken: string;
  refreshToken: string;
  sessionId: string;
}
type Answer<T> = ApiAnswer<{ data: T; title?: string; detail?: string }>;

describe('a session', () => {
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

  const logIn = async (username = 'admin', password = PASSWORD): Promise<Tokens> => {
    const body = { username, password };
    const answer: Answer<Tokens> = await anybody.post('/api/v1/auth/login', { body });
    expect(answer.status).toBe(200);
    return answer.body.data;
  };
  const refresh = (refreshToken: string): Promise<Answer<Tokens>> =>
    anybody.post('/api/v1/auth/refresh', { body: { refreshToken } });
  const statusOf = async ({ accessToken }: Tokens): Promise<number> =>
    (await new ApiClient(anybody.url, accessToken).get('/api/v1/auth/me')).status;
  const eventsOf = async (subject: string): Promise<{ type: string; actor: string }[]> => {
    const rows = await plant.database.admin.query<{ body: string }[]>(
      `SELECT body FROM gateway.outbox WHERE body::jsonb ->> 'subject' = $1 ORDER BY id`,
      [subject],
    );
    return rows.map(({ body }) => JSON.parse(body) as { type: string; actor: string });
  };
  const addUser = async (username: string, roles = ['viewer']): Promise<string> => {
    const body = { username, password: PASSWORD, roles };
    const answer: Answer<{ id: string }> = await admin.post('/api/v1/users', { body });
    expect(answer.status).toBe(201);
    return answer.body.data.id;
  };

  it('goes on by its refresh token, each good for one time', async () => {
    const first = await logIn();
    const second = await refresh(first.refreshToken);
    expect(second.status).toBe(200);
    expect(second.body.data).toMatchObject({ sessionId: first.sessionId, tokenType: 'Bearer' });
    expect(second.body.data.refreshToken).not.toBe(first.refreshToken);
    expect(await statusOf(second.body.data)).toBe(200);
    const third = await refresh(second.body.data.refreshToken);
    expect(third.status).toBe(200);
  });

  it('ends when a refresh token comes twice, and tells so', async () => {
    const first = await logIn();
    const second = await refresh(first.refreshToken);
    expect(await statusOf(second.body.data)).toBe(200);
    const again = await refresh(first.refreshToken);
    expect(again).toMatchObject({ status: 401, body: { title: 'Token invalid' } });
    expect(again.body.detail).toContain('used before');
    expect(await statusOf(second.body.data)).toBe(401);
    expect((await refresh(second.body.data.refreshToken)).status).toBe(401);
    const events = await eventsOf(`session/${first.sessionId}`);
    expect(events.map(({ type }) => type)).toEqual([
      'gateway.session.opened.v1',
      'gateway.refresh_token.reused.v1',
      'gateway.session.closed.v1',
    ]);
    expect(events.at(-1)).toMatchObject({ data: { reason: 'refresh_token_reused' } });
  });

  it('lets exactly one of several win who refresh at once, and ends', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { refreshToken, sessionId } = await logIn();
      const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(refreshToken)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(7);
      const types = (await eventsOf(`session/${sessionId}`)).map(({ type }) => type);
      expect(types.filter((type) => type === 'gateway.refresh_token.reused.v1')).toHaveLength(1);
    }
  });

  it('takes no refresh token that was guessed, and does not end by it', async () => {
    const { refreshToken, ...tokens } = await logIn();
    const [name = '', secret = ''] = refreshToken.split('.');
    const other = (text: string): string => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
    const guesses = [
      'nonsense',
      `${name}.${other(secret)}`,
      `mwr_${other(name.slice(4))}.${secret}`,
      `mwk_${name.slice(4)}.${secret}`,
      `mwr_${'_'.repeat(43)}.${secret}`,
    ];
    for (const guess of guesses) expect((await refresh(guess)).status).toBe(401);
    expect(await statusOf({ ...tokens, refreshToken })).toBe(200);
    expect((await refresh(refreshToken)).status).toBe(200);
  });

  it('ends by signing out, with the token, the cookie or the refresh token', async () => {
    const shown: ((tokens: Tokens) => object)[] = [
      ({ accessToken }) => ({ headers: { authorization: `Bearer ${accessToken}` } }),
      ({ accessToken }) => ({ headers: { cookie: `millwright=${accessToken}` } }),
      ({ refreshToken }) => ({ body: { refreshToken } }),
    ];
    for (const by of shown) {
      const tokens = await logIn();
      const answer = await anybody.post('/api/v1/auth/logout', by(tokens));
      expect(answer.status).toBe(204);
      expect(answer.headers.get('set-cookie')).toMatch(/^millwright=;/);
      expect(await statusOf(tokens)).toBe(401);
      expect((await refresh(tokens.refreshToken)).status).toBe(401);
      const [, closed] = await eventsOf(`session/${tokens.sessionId}`);
      expect(closed).toMatchObject({
        type: 'gateway.session.closed.v1',
        actor: expect.stringMatching(/^user:/) as string,
        data: { reason: 'signed_out' },
      });
    }
    expect(await anybody.post('/api/v1/auth/logout')).toMatchObject({
      status: 401,
      body: { title: 'Token missing' },
    });
  });

  it('is listed and ended by its user, and by nobody else’s', async () => {
    await addUser('lena');
    const [here, there] = [await logIn('lena'), await logIn('lena')];
    const lena = new ApiClient(anybody.url, here.accessToken);
    const listed: Answer<{ id: string; current: boolean }[]> =
      await lena.get('/api/v1/auth/sessions');
    expect(listed.body.data.map(({ id, current }) => [id, current])).toEqual([
      [there.sessionId, false],
      [here.sessionId, true],
    ]);
    expect(JSON.stringify(listed.body)).not.toMatch(/mwr_|hash/);
    const path = `/api/v1/auth/sessions/${there.sessionId}`;
    expect((await admin.send('DELETE', path, {})).status).toBe(404);
    expect((await lena.send('DELETE', path, {})).status).toBe(204);
    expect(await statusOf(there)).toBe(401);
    expect(await statusOf(here)).toBe(200);
    expect((await lena.send('DELETE', path, {})).status).toBe(404);
  });

  it('is listed and ended by who manages users', async () => {
    const id = await addUser('mona');
    const [one, two, three] = [await logIn('mona'), await logIn('mona'), await logIn('mona')];
    const path = `/api/v1/users/${id}/sessions`;
    expect((await admin.get(path)).body).toMatchObject({ pagination: { total_count: 3 } });
    expect((await admin.send('DELETE', `${path}/${one.sessionId}`, {})).status).toBe(204);
    expect([await statusOf(one), await statusOf(two)]).toEqual([401, 200]);
    expect((await admin.send('DELETE', path, {})).status).toBe(204);
    expect([await statusOf(two), await statusOf(three)]).toEqual([401, 401]);
    const mona = await anybody.login('mona', PASSWORD);
    expect((await mona.get(path)).status).toBe(403);
  });

  it('ends when it was idle for too long, or has lasted long enough', async () => {
    for (const limit of ['idle_until', 'expires_at']) {
      const tokens = await logIn();
      await plant.database.admin.query(
        `UPDATE gateway.session SET ${limit} = now() - interval '1 second' WHERE id = $1`,
        [tokens.sessionId],
      );
      expect((await refresh(tokens.refreshToken)).status).toBe(401);
      await logIn();
      const closed = (await eventsOf(`session/${tokens.sessionId}`)).at(-1);
      expect(closed).toMatchObject({ data: { reason: 'expired' } });
    }
  });

  it('ends everywhere else when its user takes another password', async () => {
    await addUser('paul');
    const [here, there] = [await logIn('paul'), await logIn('paul')];
    const paul = new ApiClient(anybody.url, here.accessToken);
    const change = (oldPassword: string): Promise<ApiAnswer> =>
      paul.post('/api/v1/auth/password', {
        body: { oldPassword, newPassword: 'another long password' },
        headers: { 'idempotency-key': `from ${oldPassword}` },
      });
    expect((await change('wrong')).status).toBe(422);
    expect((await change(PASSWORD)).status).toBe(204);
    expect((await change(PASSWORD)).status).toBe(204);
    expect([await statusOf(here), await statusOf(there)]).toEqual([200, 401]);
    const body = { username: 'paul', password: PASSWORD };
    expect((await anybody.post('/api/v1/auth/login', { body })).status).toBe(401);
    await logIn('paul', 'another long password');
  });

  it('does not let its user’s password be guessed', async () => {
    await addUser('gusti');
    const gusti = await anybody.login('gusti', PASSWORD);
    const guess = (): Promise<ApiAnswer> =>
      gusti.post('/api/v1/auth/password', {
        body: { oldPassword: 'a guess', newPassword: 'another long password' },
      });
    for (let attempt = 0; attempt < 10; attempt += 1) expect((await guess()).status).toBe(422);
    expect((await guess()).status).toBe(429);
  });

  it('ends within two seconds when its user is disabled behind the gateway’s back', async () => {
    const id = await addUser('dora');
    const tokens = await logIn('dora');
    expect(await statusOf(tokens)).toBe(200);
    // As another replica would: this process is not told.
    await plant.database.admin.query(
      'UPDATE gateway.user_account SET enabled = false WHERE id = $1',
      [id],
    );
    await eventually('the refusal', async () => (await statusOf(tokens)) === 401, 2_000);
    expect((await refresh(tokens.refreshToken)).status).toBe(401);
  });

  it('shows its user out of the live stream when it ends', async () => {
    const tokens = await logIn();
    const stream = await fetch(`${anybody.url}/api/v1/live`, {
      headers: { authorization: `Bearer ${tokens.accessToken}` },
    });
    expect(stream.status).toBe(200);
    await anybody.post('/api/v1/auth/logout', { body: { refreshToken: tokens.refreshToken } });
    expect(await stream.text()).toContain('retry:');
  });

  it('leaves nothing in the database that opens anything', async () => {
    const { refreshToken } = await logIn();
    const rows = await plant.database.admin.query<object[]>('SELECT * FROM gateway.session');
    const [, secret = ''] = refreshToken.split('.');
    expect(JSON.stringify(rows)).not.toContain(secret);
    const bodies = await plant.database.admin.query<object[]>('SELECT body FROM gateway.outbox');
    expect(JSON.stringify(bodies)).not.toMatch(/mwr_|argon2|hash/i);
  });

  it('that was not opened is told too, without the name of who is not there', async () => {
    const body = { username: 'my-secret-password', password: 'wrong' };
    await anybody.post('/api/v1/auth/login', { body });
    await anybody.post('/api/v1/auth/login', { body: { ...body, username: 'admin' } });
    const rows = await plant.database.admin.query<{ body: string }[]>(
      `SELECT body FROM gateway.outbox WHERE body LIKE '%sign_in.refused%' ORDER BY id`,
    );
    const told = rows.map((row) => (JSON.parse(row.body) as { data: object }).data);
    expect(told.slice(-2)).toEqual([
      expect.objectContaining({ tried: '(unknown user)', reason: 'wrong_credentials' }),
      expect.objectContaining({ tried: 'admin', reason: 'wrong_credentials' }),
    ]);
  });
});
