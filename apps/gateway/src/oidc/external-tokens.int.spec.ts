import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { ApiClient, TestPlant, type ApiAnswer } from '@libs/testing';
import { schemas } from '@migrations';
import {
  exportJWK,
  exportSPKI,
  generateKeyPair,
  importJWK,
  SignJWT,
  UnsecuredJWT,
  type JWTPayload,
} from 'jose';
import { gateway, GatewayModule } from '../gateway.module.js';

const ADMIN_PASSWORD = 'correct horse battery';
const INVITING = 'https://issuer.example/inviting';
const PROVISIONING = 'https://issuer.example/provisioning';
const FIREBASE_LIKE = 'https://securetoken.google.com/plant';
const SILENT = 'https://issuer.example/silent';
const AUDIENCE = 'plant';

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;
interface Verified {
  uid: string;
  email?: string;
  emailVerified: boolean;
  accessToken: string;
  user: { id: string; username: string; roles: string[]; email?: string };
}
type Answer = ApiAnswer<{ data: Verified; title?: string }>;

/** An issuer's keys over HTTP, as long as it answers. */
async function serveKeys(
  keys: Keys,
): Promise<{ server: Server; url: string; asked: () => number }> {
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  let count = 0;
  const server = createServer((_, response) => {
    count += 1;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}/jwks`, asked: () => count };
}

describe('the token of an external issuer', () => {
  let plant: TestPlant;
  let anybody: ApiClient;
  let admin: ApiClient;
  let keys: Keys;
  let issuerServer: Awaited<ReturnType<typeof serveKeys>>;

  beforeAll(async () => {
    keys = await generateKeyPair('RS256', { extractable: true });
    issuerServer = await serveKeys(keys);
    plant = await TestPlant.start(schemas);
    const http = gateway.http;
    if (!http) throw new Error('The gateway has no HTTP interface.');
    const of = (issuer: string, more: object = {}): object => {
      return { issuer, audience: AUDIENCE, jwksUrl: issuerServer.url, ...more };
    };
    const running = await plant.startAgent('gateway', GatewayModule, {
      http,
      environment: {
        GATEWAY_PORT: '0',
        JWT_SECRET: 'a secret that only this test knows, and nobody else',
        ADMIN_PASSWORD,
        OIDC_ISSUERS: JSON.stringify([
          of(INVITING),
          of(PROVISIONING, { provision: 'viewer' }),
          of(FIREBASE_LIKE, { authTime: true, provision: 'viewer' }),
          of(SILENT, { jwksUrl: 'http://127.0.0.1:9/jwks' }),
        ]),
      },
    });
    anybody = new ApiClient(await (running.app as INestApplication).getUrl());
    admin = await anybody.login('admin', ADMIN_PASSWORD);
  });

  afterAll(async () => {
    issuerServer.server.close();
    await plant.stop();
  });

  const now = (): number => Math.floor(Date.now() / 1000);
  const claims = (more: object = {}): JWTPayload => ({
    iss: PROVISIONING,
    aud: AUDIENCE,
    sub: 'uid-1',
    iat: now(),
    exp: now() + 3_600,
    email: 'uma@plant.example',
    email_verified: true,
    ...more,
  });
  const sign = (more: object = {}, key = keys.privateKey, header: object = {}): Promise<string> =>
    new SignJWT(claims(more)).setProtectedHeader({ alg: 'RS256', kid: 'one', ...header }).sign(key);
  const verify = (token: string): Promise<Answer> =>
    anybody.post('/api/v1/auth/verify', { body: { token } });
  const me = (token: string): Promise<ApiAnswer<{ title: string }>> =>
    new ApiClient(anybody.url, token).get('/api/v1/auth/me');

  it('SEC-01: becomes a session of ours, as `token`, as `idToken` or as bearer', async () => {
    const token = await sign();
    const first = await verify(token);
    expect(first).toMatchObject({
      status: 200,
      body: {
        data: {
          uid: 'uid-1',
          email: 'uma@plant.example',
          emailVerified: true,
          user: { roles: ['viewer'], email: 'uma@plant.example' },
        },
      },
    });
    expect((await me(first.body.data.accessToken)).status).toBe(200);
    const { id } = first.body.data.user;
    const byAlias = await anybody.post('/api/v1/auth/verify', { body: { idToken: token } });
    const byBearer = await new ApiClient(anybody.url, token).post('/api/v1/auth/verify');
    expect(byAlias).toMatchObject({ status: 200, body: { data: { user: { id } } } });
    expect(byBearer).toMatchObject({ status: 200, body: { data: { user: { id } } } });
    const none = await anybody.post('/api/v1/auth/verify', { body: {} });
    expect(none).toMatchObject({ status: 401, body: { title: 'Token missing' } });
  });

  it('is taken directly once it is linked, and as long as its user may come in', async () => {
    const token = await sign({ sub: 'uid-direct', email: 'dirk@plant.example' });
    expect(await me(token)).toMatchObject({ status: 401, body: { title: 'Token invalid' } });
    const { user } = (await verify(token)).body.data;
    expect(await me(token)).toMatchObject({
      status: 200,
      body: { data: { id: user.id, by: 'external_token', roles: ['viewer'] } },
    });
    const path = `/api/v1/users/${user.id}`;
    expect((await admin.send('PATCH', path, { body: { enabled: false } })).status).toBe(200);
    expect((await me(token)).status).toBe(401);
    expect(await verify(token)).toMatchObject({ status: 403, body: { title: 'Sign-in refused' } });
  });

  it('lets nobody in once its user is unlinked, until it is verified again', async () => {
    const token = await sign({ sub: 'uid-before', email: 'ulla@plant.example' });
    const { accessToken, user } = (await verify(token)).body.data;
    const path = `/api/v1/users/${user.id}/identities`;
    const issuer = PROVISIONING;
    expect(await admin.get(path)).toMatchObject({
      status: 200,
      body: { data: [{ issuer, externalId: 'uid-before', email: 'ulla@plant.example' }] },
    });
    const unlink = `${path}?issuer=${encodeURIComponent(issuer)}`;
    expect((await admin.send('DELETE', unlink, {})).status).toBe(204);
    expect((await me(token)).status).toBe(401);
    expect((await me(accessToken)).status).toBe(401);
    expect((await admin.send('DELETE', unlink, {})).status).toBe(404);
    expect((await admin.send('DELETE', path, {})).status).toBe(422);
    // The issuer knows the same person by another name now.
    const anew = await verify(await sign({ sub: 'uid-after', email: 'ulla@plant.example' }));
    expect(anew).toMatchObject({ status: 200, body: { data: { user: { id: user.id } } } });
  });

  describe('that is not right', () => {
    const spki = (): Promise<string> => exportSPKI(keys.publicKey);
    const variants: [string, () => Promise<string>, string][] = [
      ['without a signature', async () => new UnsecuredJWT(claims()).encode(), 'Token invalid'],
      [
        'signed with the public key as a shared secret',
        async () =>
          new SignJWT(claims())
            .setProtectedHeader({ alg: 'HS256', kid: 'one' })
            .sign(Buffer.from(await spki())),
        'Token invalid',
      ],
      [
        'with another algorithm',
        async () => {
          const twin = await importJWK(await exportJWK(keys.privateKey), 'PS256');
          return new SignJWT(claims()).setProtectedHeader({ alg: 'PS256', kid: 'one' }).sign(twin);
        },
        'Token invalid',
      ],
      [
        'of somebody else’s key',
        async () => sign({}, (await generateKeyPair('RS256')).privateKey),
        'Token invalid',
      ],
      ['of an unknown key', () => sign({}, keys.privateKey, { kid: 'two' }), 'Token invalid'],
      ['of an unknown issuer', () => sign({ iss: 'https://evil.example' }), 'Token invalid'],
      ['without an issuer', () => sign({ iss: undefined }), 'Token invalid'],
      ['that says it is ours', () => sign({ iss: 'millwright' }), 'Token invalid'],
      ['for somebody else', () => sign({ aud: 'another' }), 'Token invalid'],
      ['without end', () => sign({ exp: undefined }), 'Token invalid'],
      ['without beginning', () => sign({ iat: undefined }), 'Token invalid'],
      ['from the future', () => sign({ iat: now() + 3_000 }), 'Token invalid'],
      ['not yet good', () => sign({ nbf: now() + 3_000 }), 'Token invalid'],
      ['that has expired', () => sign({ iat: now() - 600, exp: now() - 60 }), 'Token expired'],
      ['of nobody', () => sign({ sub: '' }), 'Token invalid'],
      ['of somebody very long', () => sign({ sub: 'x'.repeat(300) }), 'Token invalid'],
      ['that tells no sign-in', () => sign({ iss: FIREBASE_LIKE }), 'Token invalid'],
      [
        'of a sign-in to come',
        () => sign({ iss: FIREBASE_LIKE, auth_time: now() + 3_000 }),
        'Token invalid',
      ],
    ];

    it.each(variants)('%s is refused', async (_, make, title) => {
      const token = await make();
      expect(await verify(token)).toMatchObject({ status: 401, body: { title } });
      expect(await me(token)).toMatchObject({ status: 401, body: { title } });
    });

    it('but for its sign-in time is taken with it', async () => {
      const token = await sign({ iss: FIREBASE_LIKE, sub: 'uid-fb', auth_time: now() - 60 });
      expect((await verify(token)).status).toBe(200);
    });

    it('does not make the gateway ask for keys each time', async () => {
      const before = issuerServer.asked();
      for (let attempt = 0; attempt < 50; attempt += 1) {
        await verify(await sign({}, keys.privateKey, { kid: `made up ${attempt}` }));
      }
      expect(issuerServer.asked() - before).toBeLessThanOrEqual(1);
    });
  });

  describe('of somebody unknown', () => {
    const invite = async (username: string, email: string): Promise<string> => {
      const body = { username, email, roles: ['technician'] };
      const answer = await admin.post<{ data: { id: string } }>('/api/v1/users', { body });
      expect(answer.status).toBe(201);
      return answer.body.data.id;
    };
    const linkedEvents = (): Promise<{ body: string }[]> =>
      plant.database.admin.query(
        `SELECT body FROM gateway.outbox WHERE body LIKE '%identity.linked%' ORDER BY id`,
      );

    it('is refused unless an administrator has invited the e-mail', async () => {
      const token = await sign({ iss: INVITING, sub: 'uid-ines', email: 'ines@plant.example' });
      expect(await verify(token)).toMatchObject({
        status: 403,
        body: { title: 'Sign-in refused' },
      });
      const id = await invite('ines', 'Ines@plant.example');
      expect(await verify(token)).toMatchObject({ status: 200, body: { data: { user: { id } } } });
      expect(await me(token)).toMatchObject({ status: 200, body: { data: { id } } });
      const told = JSON.parse((await linkedEvents()).at(-1)?.body ?? '') as object;
      expect(told).toMatchObject({
        subject: `user/${id}`,
        data: { issuer: INVITING, externalId: 'uid-ines', emailVerified: true },
      });
    });

    it('SEC-01: is never linked by an e-mail that was not verified', async () => {
      await invite('vito', 'vito@plant.example');
      for (const unverified of [false, 'true', 1, undefined]) {
        const token = await sign({
          ...{ iss: INVITING, sub: 'uid-thief', email: 'vito@plant.example' },
          email_verified: unverified,
        });
        expect((await verify(token)).status).toBe(403);
      }
      const token = await sign({
        ...{ sub: 'uid-thief', email: 'vito@plant.example', email_verified: false },
      });
      const { data } = (await verify(token)).body;
      expect(data).toMatchObject({ emailVerified: false, user: { roles: ['viewer'] } });
      expect(data.user.email).toBeUndefined();
    });

    it('is let in whatever they are called', async () => {
      for (const name of ['a\u0000b', 'x'.repeat(1_000), '\ud800', 7]) {
        const token = await sign({ sub: `uid-${String(name).length}`, email: 'a\u0000b', name });
        expect((await verify(token)).status).toBe(200);
      }
      expect((await verify(await sign({ sub: 'a\u0000b' }))).status).toBe(401);
    });

    it('is not linked to whom another identity of the issuer is linked already', async () => {
      await invite('rita', 'rita@plant.example');
      const mail = { iss: INVITING, email: 'rita@plant.example' };
      expect((await verify(await sign({ ...mail, sub: 'uid-rita' }))).status).toBe(200);
      expect((await verify(await sign({ ...mail, sub: 'uid-other' }))).status).toBe(403);
      expect((await verify(await sign({ ...mail, sub: 'uid-rita' }))).status).toBe(200);
    });

    it('is made one user by several sign-ins at once', async () => {
      const token = await sign({ sub: 'uid-many', email: 'many@plant.example' });
      const answers = await Promise.all(Array.from({ length: 6 }, () => verify(token)));
      expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
      expect(new Set(answers.map(({ body }) => body.data.user.id)).size).toBe(1);
    });
  });

  it('gets 503 while the keys of its issuer cannot be had, and then from memory', async () => {
    const silent = await verify(await sign({ iss: SILENT }));
    expect(silent).toMatchObject({ status: 503, body: { title: 'Not available' } });
    expect(silent.headers.get('retry-after')).toBe('5');
    const known = await sign();
    expect((await verify(known)).status).toBe(200);
    issuerServer.server.close();
    issuerServer.server.closeAllConnections();
    jest.useFakeTimers({ now: Date.now() + 11 * 60_000, doNotFake: [...REAL] });
    try {
      expect((await verify(await sign())).status).toBe(200);
      const unknown = await sign({}, keys.privateKey, { kid: 'two' });
      expect(await verify(unknown)).toMatchObject({ status: 401 });
    } finally {
      jest.useRealTimers();
    }
  });
});

const REAL = [
  ...(['nextTick', 'setImmediate', 'clearImmediate', 'setInterval', 'clearInterval'] as const),
  ...(['setTimeout', 'clearTimeout', 'performance', 'queueMicrotask', 'hrtime'] as const),
] as const;
