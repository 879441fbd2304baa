import { ROLES, type Role } from '@libs/contracts';
import { ApiClient, report, type ApiAnswer } from '@libs/testing';
import { decodeJwt, SignJWT, type JWTPayload } from 'jose';
import { v7 as uuidv7 } from 'uuid';
import { JWT_SECRET } from '../pipeline/start-gateway.js';
import { ApiDocument, wrongValues, type Operation } from './api-document.js';
import { startTwoTenants, type TwoTenants } from './two-tenants.js';

/** What a route answered that it must not answer. */
interface Fault {
  readonly what: string;
  readonly route: string;
  readonly status: number;
}

const HMAC_KEY = Buffer.from(JWT_SECRET);

const sign = (claims: JWTPayload): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(HMAC_KEY);

// There are more routes than a minute holds on a busy machine.
jest.setTimeout(300_000);

describe('every route of the document', () => {
  let two: TwoTenants;
  let document: ApiDocument;
  let operations: readonly Operation[];
  let anybody: ApiClient;
  const faults: Fault[] = [];
  let tried = 0;
  let wrong = 0;

  beforeAll(async () => {
    two = await startTwoTenants();
    anybody = new ApiClient(two.admin.url);
    document = await ApiDocument.of(two.admin);
    // What never ends is tried by tests of its own.
    operations = document.operations.filter(({ path }) => !path.endsWith('/live'));
  }, 120_000);

  afterAll(async () => {
    report('routes', { routes: operations.length, requests: tried, wrong });
    await two.plant.stop();
  });

  beforeEach(() => faults.splice(0));

  const send = async (
    client: ApiClient,
    operation: Operation,
    change: { body?: unknown; query?: string } = {},
  ): Promise<ApiAnswer> => {
    tried += 1;
    const path = operation.path.replace(/\{\w+\}/g, () => uuidv7());
    const body = 'body' in change ? change.body : document.sample(operation.body);
    return client.send(operation.method, `${path}${change.query ?? ''}`, {
      ...(operation.body && { body }),
      headers: { 'if-match': '"1"' },
    });
  };

  const expectAll = async (
    what: string,
    sending: Promise<ApiAnswer>,
    { method, path }: Operation,
    right: (status: number) => boolean,
  ): Promise<void> => {
    const { status } = await sending;
    if (right(status)) return;
    wrong += 1;
    faults.push({ what, route: `${method} ${path}`, status });
  };

  it('names a permission or says that it is public', () => {
    expect(operations.length).toBeGreaterThan(40);
    const silent = operations.filter(
      ({ path, permission, isPublic }) =>
        path.startsWith('/api/') && isPublic === (permission !== undefined),
    );
    expect(silent).toEqual([]);
  });

  it('refuses who brings no token, or one that is not right', async () => {
    const claims = decodeJwt(two.admin.token ?? '');
    const { exp: _exp, ...endless } = claims;
    const now = Math.floor(Date.now() / 1000);
    const tokens: Record<string, string | undefined> = {
      'no token': undefined,
      nonsense: 'nonsense',
      expired: await sign({ ...claims, iat: now - 7200, exp: now - 3600 }),
      'wrong issuer': await sign({ ...claims, iss: 'https://somebody.example' }),
      'wrong audience': await sign({ ...claims, aud: 'another-api' }),
      'no exp': await sign(endless),
    };
    for (const operation of operations.filter(({ isPublic }) => !isPublic)) {
      for (const [what, token] of Object.entries(tokens)) {
        const client = new ApiClient(anybody.url, token);
        await expectAll(what, send(client, operation), operation, (status) => status === 401);
      }
    }
    expect(faults).toEqual([]);
    // The right claims, signed the same way, are let in: it is the change that was refused.
    const same = new ApiClient(anybody.url, await sign(claims));
    expect((await same.get('/api/v1/auth/me')).status).toBe(200);
  });

  it.each(ROLES)(
    'SEC-04: lets %s do what the role allows, and nothing else',
    async (role: Role) => {
      const client = await two.as(role);
      const me = await client.get<{ data: { permissions: string[] } }>('/api/v1/auth/me');
      const allowed = new Set(me.body.data.permissions);
      for (const operation of operations.filter(({ permission }) => permission !== undefined)) {
        const mayPass = allowed.has(operation.permission ?? '');
        // Signing out and changing a password end the session that the other routes are tried with.
        const own = operation.path.startsWith('/api/v1/auth/') && operation.method !== 'GET';
        const sending = send(own ? await two.as(role) : client, operation);
        await expectAll(role, sending, operation, (status) =>
          mayPass ? status < 500 && status !== 401 && status !== 403 : status === 403,
        );
      }
      expect(faults).toEqual([]);
    },
  );

  it('refuses properties that it does not know', async () => {
    for (const operation of operations.filter(({ body }) => body?.properties !== undefined)) {
      const body = { ...(document.sample(operation.body) as object), notInTheContract: 1 };
      const sending = send(two.admin, operation, { body });
      await expectAll('extra property', sending, operation, (status) => status === 422);
    }
    expect(faults).toEqual([]);
  });

  it('refuses values of a type that it does not take', async () => {
    for (const operation of operations) {
      if (!operation.body?.properties) continue;
      for (const { property, body } of document.wrongBodies(operation.body)) {
        const sending = send(two.admin, operation, { body });
        const what = `${property}: ${JSON.stringify((body as Record<string, unknown>)[property])}`;
        await expectAll(what, sending, operation, (status) => status === 422);
      }
      // Where nothing is required, null says as much as no body.
      const nothing = operation.body.required?.length ? ['null', ''] : [];
      for (const body of ['[]', '"text"', '7', '{', ...nothing]) {
        const sending = send(two.admin, operation, { body });
        await expectAll(body, sending, operation, (status) => status === 422 || status === 400);
      }
    }
    expect(faults).toEqual([]);
  });

  it('refuses questions that it does not understand', async () => {
    for (const operation of operations.filter(({ isPublic }) => !isPublic)) {
      const wrong = operation.queries.filter(({ schema }) => {
        const resolved = document.resolved(schema) ?? {};
        const format = resolved.format === 'uuid' || resolved.format === 'date-time';
        return format || resolved.enum !== undefined || wrongValues(resolved).includes('text');
      });
      for (const { name } of wrong) {
        const sending = send(two.admin, operation, { query: `?${name}=certainly-not` });
        await expectAll(name, sending, operation, (status) => status === 422);
      }
    }
    expect(faults).toEqual([]);
  });
});
