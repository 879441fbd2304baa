import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import type { INestApplication } from '@nestjs/common';
import { ApiClient, eventually, TestPlant, type ApiAnswer } from '@libs/testing';
import { schemas } from '@migrations';
import { gateway, GatewayModule } from '../gateway.module.js';

const PASSWORD = 'correct horse battery';
const DASHBOARD = 'https://dashboard.example';

describe('the edges of the gateway', () => {
  let plant: TestPlant;
  let anybody: ApiClient;
  let admin: ApiClient;

  async function start(environment: Record<string, string>): Promise<INestApplication> {
    const running = await plant.startAgent('gateway', GatewayModule, {
      ...(gateway.http && { http: gateway.http }),
      environment: {
        GATEWAY_PORT: '0',
        HOST: '127.0.0.1',
        JWT_SECRET: 'a secret that only this test knows, and nobody else',
        ADMIN_PASSWORD: PASSWORD,
        CORS_ORIGINS: `${DASHBOARD},http://localhost:5173`,
        REQUEST_TIMEOUT_SECONDS: '2',
        LIVE_STREAMS_PER_KEY: '2',
        ALLOW_PLAINTEXT: '',
        TLS_CERT_FILE: '',
        TLS_KEY_FILE: '',
        TRUST_PROXY: '',
        ...environment,
      },
    });
    return running.app as INestApplication;
  }

  beforeAll(async () => {
    plant = await TestPlant.start(schemas);
    anybody = new ApiClient(await (await start({})).getUrl());
    admin = await anybody.login('admin', PASSWORD);
  });

  afterAll(() => plant.stop());

  const post = (
    body: unknown,
    headers: Record<string, string> = {},
    path = '/api/v1/equipment',
  ): Promise<ApiAnswer<{ errors?: { field: string }[] }>> => admin.post(path, { body, headers });

  /** Sends bytes as they are; answers what comes back until the end. */
  async function speak(bytes: string | Buffer, withinMs = 10_000): Promise<string> {
    const { hostname, port } = new URL(anybody.url);
    const socket = connect(Number(port), hostname);
    let heard = '';
    socket.on('data', (part) => (heard += part.toString('latin1')));
    socket.on('error', () => undefined);
    socket.setTimeout(withinMs, () => socket.destroy(new Error('nothing came')));
    socket.write(bytes);
    await once(socket, 'close');
    return heard;
  }

  describe('a body', () => {
    it.each<[string, string, number]>([
      ['200,000 lists deep', '['.repeat(200_000) + ']'.repeat(200_000), 413],
      ['100,000 lists deep', '['.repeat(100_000) + ']'.repeat(100_000), 422],
      ['20,000 objects deep', '{"a":'.repeat(20_000) + '1' + '}'.repeat(20_000), 422],
      ['33 deep', '{"a":'.repeat(33) + '1' + '}'.repeat(33), 422],
      ['100,000 deep and never closed', '['.repeat(100_000), 400],
      ['larger than 256 KiB', JSON.stringify({ name: 'x'.repeat(256 * 1024) }), 413],
      ['empty', '', 400],
    ])('that is %s is refused at once', async (_, body, status) => {
      const startedAt = performance.now();
      const answer = await post(body, { 'content-type': 'application/json' });
      expect(answer).toMatchObject({ status, body: { status, success: false } });
      expect(performance.now() - startedAt).toBeLessThan(1_000);
      expect((await anybody.get('/health/live')).status).toBe(200);
    });

    it('of readings may be larger than others, and is looked at no less', async () => {
      const deep = '['.repeat(200_000) + ']'.repeat(200_000);
      const json = { 'content-type': 'application/json' };
      expect((await post(deep, json, '/api/v1/readings')).status).toBe(422);
      const large = `{"readings":"${'x'.repeat(1024 * 1024)}"}`;
      expect((await post(large, json, '/api/v1/readings')).status).toBe(413);
    });

    it.each([
      ['{"__proto__":{"admin":true},"code":"P-1"}', '__proto__'],
      ['{"a":[{"constructor":{"prototype":{"admin":true}}}]}', 'a.0.constructor'],
      ['{"\\u005f_proto__":1}', '__proto__'],
    ])('%s is refused by the name of its field', async (body, field) => {
      const refused = await post(body, { 'content-type': 'application/json' });
      expect(refused).toMatchObject({ status: 422, body: { errors: [{ field }] } });
      expect({}).not.toHaveProperty('admin');
    });

    it('with more than 1,000 fields in one object is refused', async () => {
      const fields = Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [`f${n}`, n]));
      const refused = await post({ code: 'P-1', attributes: fields });
      expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: 'attributes' }] } });
    });

    it('of another kind than JSON in UTF-8 is refused', async () => {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'text/xml', 'x']) {
        expect([type, (await post('code=P-1', { 'content-type': type })).status]).toEqual([
          type,
          415,
        ]);
      }
      const broken = Buffer.from([...Buffer.from('{"name":"'), 0xc3, 0x28, ...Buffer.from('"}')]);
      const head = `POST /api/v1/equipment HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: Bearer ${admin.token ?? ''}\r\ncontent-type: application/json\r\ncontent-length: ${broken.length}\r\n\r\n`;
      const heard = await speak(Buffer.concat([Buffer.from(head), broken]));
      expect(heard).toMatch(/^HTTP\/1\.1 400 /);
      expect(heard).toContain('The body is not UTF-8.');
    });
  });

  describe('a request', () => {
    it('with a dangerous query is refused', async () => {
      for (const query of ['__proto__=x', 'constructor=x', 'page=0', 'pageSize=101', 'page=1e9']) {
        const { status } = await admin.get(`/api/v1/equipment?${query}`);
        expect([query, status]).toEqual([query, 422]);
      }
    });

    it('with an address or headers beyond all measure is refused', async () => {
      const long = await admin.get(`/api/v1/equipment?code=${'x'.repeat(5_000)}`);
      expect(long).toMatchObject({ status: 414, body: { title: 'URI Too Long' } });
      const head = `GET /health/live HTTP/1.1\r\nhost: x\r\nx-large: ${'x'.repeat(20_000)}\r\n\r\n`;
      expect(await speak(head)).toMatch(/^HTTP\/1\.1 431 [^]*problem\+json[^]*"status":431/);
      expect(await speak('Good morning.\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 [^]*"status":400/);
    });

    it('that never ends loses its connection', async () => {
      const startedAt = performance.now();
      const heard = await speak('POST /api/v1/equipment HTTP/1.1\r\nhost: x\r\nx-slow: ');
      expect(heard).toMatch(/^HTTP\/1\.1 408 [^]*problem\+json[^]*"status":408/);
      const body =
        'POST /api/v1/auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{';
      expect(await speak(body)).toMatch(/^HTTP\/1\.1 408 /);
      expect(performance.now() - startedAt).toBeLessThan(9_000);
    });

    it('for one live stream too many is refused until another ends', async () => {
      const follow = async (): Promise<AbortController> => {
        const end = new AbortController();
        const headers = { authorization: `Bearer ${admin.token ?? ''}` };
        const answer = await fetch(`${anybody.url}/api/v1/live`, { headers, signal: end.signal });
        expect(answer.status).toBe(200);
        return end;
      };
      const streams = [await follow(), await follow()];
      const refused = await admin.get('/api/v1/live');
      expect(refused).toMatchObject({ status: 429, body: { title: 'Too many requests' } });
      streams.pop()?.abort();
      streams.push(await eventually('room for another', follow));
      for (const each of streams) each.abort();
    });

    it('cannot put a line of its own into an answer', async () => {
      const evil = 'x%0d%0aSet-Cookie:%20a=b%1b[31m';
      const answer = await admin.get(`/api/v1/equipment/${evil}`, {
        headers: { 'x-correlation-id': 'a\t"b"\u00e9', traceparent: '00-x-y-z' },
      });
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(answer.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(JSON.stringify(answer.body)).not.toMatch(/[\r\n\u001b]/);
    });
  });

  describe('SEC-07: a page of another origin', () => {
    const ask = (origin: string, method = 'GET'): Promise<ApiAnswer> =>
      anybody.send(method, '/health/live', {
        headers: {
          origin,
          ...(method === 'OPTIONS' && {
            'access-control-request-method': 'POST',
            'access-control-request-headers': 'authorization',
          }),
        },
      });

    it.each([DASHBOARD, 'http://localhost:5173'])('may call from %s', async (origin) => {
      const answer = await ask(origin);
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
      expect(answer.headers.get('vary')).toMatch(/origin/i);
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
      const preflight = await ask(origin, 'OPTIONS');
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
      expect(preflight.headers.get('access-control-max-age')).toBe('600');
      expect(preflight.headers.get('access-control-allow-headers')).toContain('Authorization');
    });

    it.each([
      'null',
      '*',
      'http://dashboard.example',
      'https://dashboard.example:8443',
      'https://dashboard.example.evil.example',
      'https://evil.example',
      'https://xdashboard.example',
      'https://dashboard.example/',
      'HTTPS://DASHBOARD.EXAMPLE',
      'http://localhost:5174',
    ])('may not call from %s', async (origin) => {
      for (const method of ['GET', 'OPTIONS']) {
        const { headers } = await ask(origin, method);
        expect(headers.get('access-control-allow-origin')).toBeNull();
        expect(headers.get('vary')).toMatch(/origin/i);
      }
    });
  });

  describe('an answer', () => {
    it('says nothing of the server, and what browsers may do', async () => {
      const { headers } = await anybody.get('/api/v1/auth/me');
      expect(headers.get('server')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-permitted-cross-domain-policies')).toBe('none');
      expect(headers.get('permissions-policy')).toContain('camera=()');
      const page = await anybody.get('/docs');
      expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    });
  });

  describe('listening', () => {
    it.each(['0.0.0.0', '::', '192.0.2.1', 'plant.example'])(
      'SEC-09: on %s is refused without TLS, in one sentence',
      async (HOST) => {
        await expect(start({ HOST })).rejects.toThrow(
          `The gateway does not listen on ${HOST} without TLS: set TLS_CERT_FILE and TLS_KEY_FILE, TRUST_PROXY when a proxy speaks TLS for it, or ALLOW_PLAINTEXT=true.`,
        );
      },
    );

    it.each<Record<string, string>>([{ ALLOW_PLAINTEXT: 'true' }, { TRUST_PROXY: 'loopback' }])(
      'beyond this machine is done when told %j',
      async (told) => {
        const app = await start({ HOST: '0.0.0.0', ...told });
        const { port } = new URL(await app.getUrl());
        expect((await new ApiClient(`http://127.0.0.1:${port}`).get('/health/live')).status).toBe(
          200,
        );
      },
    );

    it.each<[Record<string, string>, RegExp]>([
      [{ TLS_CERT_FILE: '/nowhere/cert.pem' }, /one needs the other/],
      [{ TLS_CERT_FILE: '/nowhere/cert.pem', TLS_KEY_FILE: '/nowhere/key.pem' }, /cannot be read/],
      [{ TRUST_PROXY: '*' }, /TRUST_PROXY: must be addresses/],
      [{ CORS_ORIGINS: '*' }, /CORS_ORIGINS: must be origins/],
    ])('with %j tells what is wrong', async (environment, reason) => {
      await expect(start(environment)).rejects.toThrow(reason);
    });

    it('behind a proxy takes its word for who asks, and nobody else’s', async () => {
      const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' };
      const trusted = new ApiClient(await (await start({ TRUST_PROXY: '127.0.0.1' })).getUrl());
      const answer = await trusted.get('/health/live', { headers });
      expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
      const other = await anybody.get('/health/live', { headers });
      expect(other.headers.get('strict-transport-security')).toBeNull();
    });

    it('SEC-09: with a certificate speaks TLS 1.2 or newer, and HSTS', async () => {
      const directory = mkdtempSync(join(tmpdir(), 'millwright-tls-'));
      const [TLS_CERT_FILE, TLS_KEY_FILE] = ['cert.pem', 'key.pem'].map((each) =>
        join(directory, each),
      ) as [string, string];
      const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
      const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1'];
      const files = ['-out', TLS_CERT_FILE, '-keyout', TLS_KEY_FILE];
      expect(spawnSync('openssl', ['req', '-x509', ...key, ...subject, ...files]).status).toBe(0);
      const app = await start({ HOST: '0.0.0.0', TLS_CERT_FILE, TLS_KEY_FILE });
      const { port } = new URL(await app.getUrl());
      const ca = readFileSync(TLS_CERT_FILE);
      const [answer] = (await once(
        get(`https://localhost:${port}/health/live`, { ca, family: 4, agent: false }),
        'response',
      )) as [{ statusCode: number; headers: Record<string, string>; resume: () => void }];
      answer.resume();
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
      const dated = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' } as const;
      const ciphers = 'DEFAULT@SECLEVEL=0';
      const old = connectTls({ port: Number(port), host: '127.0.0.1', ca, ciphers, ...dated });
      const [fault] = (await once(old, 'close').catch((error: unknown) => [error])) as unknown[];
      expect(String(fault)).toMatch(/alert protocol version/);
      rmSync(directory, { recursive: true });
    });
  });
});
