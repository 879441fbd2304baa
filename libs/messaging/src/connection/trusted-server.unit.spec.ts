import { createServer, type Server } from 'node:net';
import { eventually } from '@libs/testing';
import { connectTo } from './nats-connection.js';

/** Reaches this machine without being known as its own. */
const ELSEWHERE = '0.0.0.0';

/** Says which version it is, takes everybody in, and answers every ping. */
async function pretend(version: string): Promise<Server & { port: number }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    const about = { server_id: 'A', version, proto: 1, max_payload: 1000, headers: true };
    socket.write(`INFO ${JSON.stringify(about)}\r\n`);
    socket.on('data', (data) => {
      if (data.toString().includes('PING')) socket.write('PONG\r\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return Object.assign(server, { port: typeof address === 'object' ? (address?.port ?? 0) : 0 });
}

const countOpen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.getConnections((_, count) => resolve(count));
  });

describe('a server on another machine', () => {
  let old: Server & { port: number };
  let recent: Server & { port: number };
  const secret = 'a-password';
  const addressOf = (host: string, { port }: { port: number }): string =>
    `nats://ann:${secret}@${host}:${port}`;

  beforeAll(async () => {
    [old, recent] = await Promise.all([pretend('2.9.10'), pretend('2.12.8')]);
  });

  afterAll(() => {
    old.close();
    recent.close();
  });

  it('is not spoken to in clear, and the refusal tells no secret', async () => {
    const refusal = connectTo(addressOf(ELSEWHERE, recent), 'test', 'test', 1);
    await expect(refusal).rejects.toThrow(/in clear: use tls:/);
    await expect(refusal).rejects.not.toThrow(secret);
  });

  it('is spoken to in clear when that is allowed', async () => {
    const options = { allowPlaintext: true };
    const connection = await connectTo(addressOf(ELSEWHERE, recent), 'test', 'test', 1, options);
    expect(connection.info?.version).toBe('2.12.8');
    await connection.close();
  });

  it('is left when it is open to known attacks', async () => {
    const options = { allowPlaintext: true };
    const refusal = connectTo(addressOf(ELSEWHERE, old), 'test', 'test', 1, options);
    await expect(refusal).rejects.toThrow(/nats-server 2.9.10 is open to known attacks/);
    await eventually('the end of the connection', async () => (await countOpen(old)) === 0);
  });

  it('is used although it is open to known attacks when that is allowed', async () => {
    const options = { allowPlaintext: true, allowOld: true };
    const connection = await connectTo(addressOf(ELSEWHERE, old), 'test', 'test', 1, options);
    await connection.close();
  });

  it('must speak TLS when its address says so', async () => {
    const address = `tls://ann:${secret}@127.0.0.1:${recent.port}`;
    await expect(connectTo(address, 'test', 'test', 1)).rejects.toThrow(/tls/i);
  });
});

describe('a server on this machine', () => {
  it('may be old and speak in clear', async () => {
    const old = await pretend('2.9.10');
    const connection = await connectTo(`nats://127.0.0.1:${old.port}`, 'test', 'test', 1);
    await connection.close();
    old.close();
  });
});
