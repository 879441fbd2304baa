import type { INestApplication } from '@nestjs/common';
import { ApiClient, eventually, TestPlant, type ApiAnswer } from '@libs/testing';
import { schemas } from '@migrations';
import { Redis } from 'ioredis';
import { gateway, GatewayModule } from '../gateway.module.js';

const PASSWORD = 'correct horse battery';

describe('SEC-06: limits on how often one may ask', () => {
  let plant: TestPlant;
  let first: ApiClient;
  let second: ApiClient;
  let admin: ApiClient;
  let redis: Redis;
  let isStopped = false;

  async function startReplica(): Promise<ApiClient> {
    const running = await plant.startAgent('gateway', GatewayModule, {
      ...(gateway.http && { http: gateway.http }),
      environment: {
        GATEWAY_PORT: '0',
        JWT_SECRET: 'a secret that only this test knows, and nobody else',
        ADMIN_PASSWORD: PASSWORD,
        RATE_LIMIT_READS_PER_MINUTE: '20',
        RATE_LIMIT_WRITES_PER_MINUTE: '5',
        RATE_LIMIT_READINGS_PER_MINUTE: '8',
        RATE_LIMIT_TENANT_PER_MINUTE: '120',
        RATE_LIMIT_PUBLIC_PER_MINUTE: '60',
        RATE_LIMIT_HEALTH_PER_MINUTE: '1000',
        SIGN_INS_PER_USER_PER_MINUTE: '10',
        SIGN_INS_PER_ADDRESS_PER_MINUTE: '25',
      },
    });
    return new ApiClient(await (running.app as INestApplication).getUrl());
  }

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    first = await startReplica();
    second = await startReplica();
    redis = new Redis(plant.environmentOf('gateway').REDIS_URL ?? '');
    admin = await first.login('admin', PASSWORD);
    for (const username of ['ann', 'ben', 'cat']) {
      const body = { username, password: PASSWORD, roles: ['engineer'] };
      expect((await admin.post('/api/v1/users', { body })).status).toBe(201);
    }
  });

  // Each test has a minute of its own, in Redis and in the memory of those who were over a limit.
  beforeEach(() => (isStopped ? undefined : redis.flushall()));

  afterAll(async () => {
    redis.disconnect();
    await plant.stop();
  });

  const at = (replica: ApiClient, person: ApiClient): ApiClient =>
    new ApiClient(replica.url, person.token);

  async function statuses(
    count: number,
    ask: (n: number) => Promise<ApiAnswer>,
  ): Promise<number[]> {
    const answers: number[] = [];
    for (let n = 0; n < count; n += 1) answers.push((await ask(n)).status);
    return answers;
  }

  const times = (count: number, status: number): number[] => Array<number>(count).fill(status);

  it('OPS-08: hold over all replicas, and tell how far one is from them', async () => {
    const ann = await first.login('ann', PASSWORD);
    const replicas = [at(first, ann), at(second, ann)];
    const me = (n: number): Promise<ApiAnswer> => (replicas[n % 2] ?? ann).get('/api/v1/auth/me');
    const answer = await me(0);
    expect(answer.headers.get('ratelimit-policy')).toBe('"reads";q=20;w=60, "tenant";q=120;w=60');
    expect(answer.headers.get('ratelimit')).toMatch(/^"reads";r=19;t=\d+, "tenant";r=119;t=\d+$/);
    expect(await statuses(19, me)).toEqual(times(19, 200));
    for (const n of [0, 1]) {
      const refused = await me(n);
      expect(refused).toMatchObject({ status: 429, body: { title: 'Too many requests' } });
      expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      const seconds = Number(refused.headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(60);
      expect(refused.headers.get('ratelimit')).toMatch(/^"reads";r=0;t=\d+$/);
    }
    // Who reads too much still writes, and others read.
    expect((await ann.post('/api/v1/equipment', { body: {} })).status).not.toBe(429);
    const ben = await first.login('ben', PASSWORD);
    expect((await ben.get('/api/v1/auth/me')).status).toBe(200);
  });

  it('count writes and readings apart', async () => {
    const cat = await first.login('cat', PASSWORD);
    const write = (): Promise<ApiAnswer> => cat.post('/api/v1/equipment', { body: {} });
    const send = (): Promise<ApiAnswer> => cat.post('/api/v1/readings', { body: {} });
    expect(await statuses(6, write)).toEqual([...times(5, 422), 429]);
    expect(await statuses(9, send)).toEqual([...times(8, 422), 429]);
  });

  it('hold for a tenant as a whole', async () => {
    const ben = await first.login('ben', PASSWORD);
    const [key = ''] = await redis.keys('gateway:limit:tenant:*');
    expect(key).toBe('');
    expect((await ben.get('/api/v1/auth/me')).status).toBe(200);
    const [tenant = ''] = await redis.keys('gateway:limit:tenant:*');
    await redis.set(tenant, 120, 'KEEPTTL');
    const refused = await ben.get('/api/v1/auth/me');
    expect(refused).toMatchObject({ status: 429, body: { detail: /\(tenant\)/ } });
  });

  it('hold for an address that names nobody, and not for who is known there', async () => {
    const anybody = (n: number): Promise<ApiAnswer> =>
      new ApiClient(second.url, `guess-${n}`).get('/api/v1/auth/me');
    const ben = await second.login('ben', PASSWORD);
    expect(await statuses(61, anybody)).toEqual([...times(60, 401), 429]);
    expect((await second.get('/api/v1/nothing')).status).toBe(429);
    expect((await second.get('/board/api/queues')).status).toBe(429);
    expect((await second.get('/health/live')).status).toBe(200);
    expect((await ben.get('/api/v1/alarms')).status).not.toBe(429);
  });

  it('hold for signing in, over all replicas, per user and per address', async () => {
    const signIn = (username: string, password: string) => (n: number) =>
      (n % 2 ? first : second).post('/api/v1/auth/login', { body: { username, password } });
    expect(await statuses(11, signIn('ann', 'wrong'))).toEqual([...times(10, 401), 429]);
    expect((await signIn('ann', PASSWORD)(1)).status).toBe(429);
    // One who knows the password is not counted.
    expect(await statuses(20, signIn('ben', PASSWORD))).toEqual(times(20, 200));
    expect(await statuses(15, (n) => signIn(`nobody-${n}`, 'wrong')(n))).toEqual(times(15, 401));
    const refused = await signIn('another', 'wrong')(0);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('leave no name and no address in Redis', async () => {
    await first.post('/api/v1/auth/login', { body: { username: 'cat', password: 'wrong' } });
    await admin.get('/api/v1/auth/me');
    const keys = await redis.keys('*');
    expect(keys.length).toBeGreaterThan(3);
    for (const key of keys) expect(key).toMatch(/^gateway:limit:[a-z-]+:[\w-]{22}$/);
  });

  describe('while Redis does not answer', () => {
    const signal = (name: 'SIGSTOP' | 'SIGCONT'): void => {
      isStopped = name === 'SIGSTOP';
      process.kill(plant.redis.pid, name);
    };
    beforeAll(() => signal('SIGSTOP'));
    afterAll(() => signal('SIGCONT'));

    it('are kept by each replica, and nobody waits', async () => {
      const person = at(second, admin);
      const startedAt = performance.now();
      const answers = await statuses(8, () => person.post('/api/v1/users', { body: {} }));
      expect(answers).toEqual([...times(5, 422), ...times(3, 429)]);
      // Two counts each, and what the test machine itself takes.
      expect((performance.now() - startedAt) / 8).toBeLessThan(400);
    });

    it('let nobody sign in, and say when to try again', async () => {
      const body = { username: 'ben', password: PASSWORD };
      const refused = await first.post('/api/v1/auth/login', { body });
      expect(refused.status).toBe(503);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    });
  });

  it('let people sign in again when Redis is back', async () => {
    await eventually('a login', async () => {
      const body = { username: 'ben', password: PASSWORD };
      return (await first.post('/api/v1/auth/login', { body })).status === 200;
    });
  });
});
