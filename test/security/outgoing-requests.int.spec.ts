import { once } from 'node:events';
import { createServer as createHttpServer, type ServerResponse } from 'node:http';
import { createServer, isIP, type AddressInfo, type Server } from 'node:net';
import { gzipSync } from 'node:zlib';
import { fetchSafely, OutgoingRefused, type OutgoingRequest } from '@libs/outgoing';
import { report } from '@libs/testing';
import { urlTricks, type Trick } from './url-tricks.js';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

interface Canary {
  readonly server: Server;
  connections: number;
}

async function listening(server: Server, host: string, port: number): Promise<boolean> {
  server.listen(port, host);
  return once(server, 'listening').then(
    () => true,
    () => false,
  );
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

describe('requests to addresses that somebody gave us', () => {
  const canaries: Canary[] = [];
  let tricks = 0;
  let passed = 0;
  let port = 0;

  /** Counts who comes; false where this machine does not give the address or the port. */
  async function watch(host: string, at: number): Promise<boolean> {
    const canary: Canary = { connections: 0, server: createServer() };
    canary.server.on('connection', (socket) => {
      canary.connections += 1;
      socket.destroy();
    });
    if (!(await listening(canary.server, host, at))) return false;
    canaries.push(canary);
    port ||= portOf(canary.server);
    return true;
  }

  const connections = (): number => canaries.reduce((sum, each) => sum + each.connections, 0);

  beforeAll(async () => {
    expect(await watch('127.0.0.1', 0)).toBe(true);
    for (const host of ['127.0.0.2', '127.255.255.254', '::1']) await watch(host, port);
    // Only where this machine lets an ordinary program have these.
    for (const host of ['127.0.0.1', '::1']) for (const at of [80, 443]) await watch(host, at);
  });

  afterAll(() => {
    for (const { server } of canaries) server.close();
    report('ssrf', { tricks, passed });
  });

  /** Tries one; answers what became of it. */
  async function attempt(trick: Trick, request: OutgoingRequest = {}): Promise<string> {
    const before = connections();
    const found = (trick.resolvesTo ?? []).map((address) => ({ address, family: isIP(address) }));
    const outcome = await fetchSafely(trick.url, {
      resolve: () => Promise.resolve(found),
      timeoutMs: 1_000,
      ...request,
    }).then(
      ({ status }) => `answered ${status}`,
      (error: unknown) => (error instanceof OutgoingRefused ? 'refused' : String(error)),
    );
    tricks += 1;
    if (outcome !== 'refused' || connections() > before) passed += 1;
    return outcome;
  }

  /** Runs a server that misbehaves, for one exchange. */
  async function facing<T>(
    answer: (response: ServerResponse, path: string) => void,
    exchange: (url: string) => Promise<T>,
  ): Promise<T> {
    const server = createHttpServer((request, response) => answer(response, request.url ?? ''));
    await listening(server, '127.0.0.1', 0);
    try {
      return await exchange(`http://127.0.0.1:${portOf(server)}`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  it('reach a canary when they may, so that its silence means something', async () => {
    const request = { allowPrivate: true, timeoutMs: 1_000 };
    await expect(fetchSafely(`http://127.0.0.1:${port}/`, request)).rejects.toThrow();
    expect(connections()).toBe(1);
    for (const canary of canaries) canary.connections = 0;
  });

  it('never go inside, however the way there is written', async () => {
    const all = urlTricks(port);
    const through: string[] = [];
    for (const trick of all) {
      const outcome = await attempt(trick);
      if (outcome !== 'refused') through.push(`${JSON.stringify(trick)} ${outcome}`);
    }
    expect(through).toEqual([]);
    expect(new Set(all.map(({ url }) => url)).size).toBeGreaterThan(500);
    expect(connections()).toBe(0);
  });

  it('never go to link-local, mapped or translated addresses, not even where inside is open', async () => {
    const hosts = [
      '169.254.169.254',
      '[::ffff:127.0.0.1]',
      '[64:ff9b::7f00:1]',
      '[2002:7f00:1::1]',
    ];
    for (const host of [...hosts, '[fe80::1]', '0.0.0.0', '[::]', '224.0.0.1', '168.63.129.16']) {
      const url = `http://${host}:${port}/`;
      expect([host, await attempt({ url }, { allowPrivate: true })]).toEqual([host, 'refused']);
    }
    expect(connections()).toBe(0);
  });

  it('go to the address that was checked when the name changes it afterwards', async () => {
    let asked = 0;
    const answers = ['127.0.0.1', '127.0.0.2'];
    const resolve: OutgoingRequest['resolve'] = () =>
      Promise.resolve([{ address: answers[asked++] ?? '127.0.0.2', family: 4 }]);
    const second: Canary = { connections: 0, server: createServer() };
    second.server.on('connection', () => (second.connections += 1));
    const status = await facing(
      (response) => response.end(),
      async (url) => {
        const { port: at } = new URL(url);
        await listening(second.server, '127.0.0.2', Number(at));
        const request = { allowPrivate: true, resolve };
        return (await fetchSafely(`http://rebinding.example:${at}/`, request)).status;
      },
    );
    second.server.close();
    tricks += 1;
    if (second.connections > 0) passed += 1;
    expect({ status, asked, second: second.connections }).toEqual({
      status: 200,
      asked: 1,
      second: 0,
    });
  });

  it.each([301, 302, 303, 307, 308])('do not follow a %s', async (status) => {
    const targets = [
      `http://127.0.0.2:${port}/`,
      'http://169.254.169.254/latest/meta-data',
      `https://[::1]:${port}/`,
      '/elsewhere',
    ];
    const paths: string[] = [];
    for (const location of targets) {
      const outcome = await facing(
        (response, path) => {
          paths.push(path);
          response.writeHead(status, { location }).end();
        },
        (url) => attempt({ url: `${url}/hook` }, { allowPrivate: true }),
      );
      expect(outcome).toBe('refused');
    }
    expect(paths).toEqual(targets.map(() => '/hook'));
    expect(connections()).toBe(0);
  });

  describe('face', () => {
    const options: OutgoingRequest = { allowPrivate: true, timeoutMs: 300, maxBytes: 100_000 };
    const chunk = Buffer.alloc(16_384);

    const endless = (response: ServerResponse): void => {
      const more = (): void => {
        if (!response.destroyed) response.write(chunk, () => setImmediate(more));
      };
      more();
    };
    const drop = (response: ServerResponse): void => {
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    };

    it.each<[string, (response: ServerResponse) => void, RegExp]>([
      ['a body without end', endless, /larger than 100000/],
      ['a body that comes in drops', drop, /within 300 ms/],
      ['silence', () => undefined, /within 300 ms/],
      [
        'a length beyond all bounds',
        (response) => response.writeHead(200, { 'content-length': '9'.repeat(12) }).write('x'),
        /larger than 100000/,
      ],
      ['an end before an answer', (response) => response.socket?.destroy(), /hang up/],
      [
        'another protocol',
        (response) =>
          response.socket?.write('HTTP/1.1 101 x\r\nupgrade: y\r\nconnection: upgrade\r\n\r\n'),
        /./,
      ],
    ])('%s within bounds', async (_, answer, reason) => {
      await facing(answer, (url) => expect(fetchSafely(url, options)).rejects.toThrow(reason));
    });

    it('a name server that does not answer within bounds', async () => {
      const resolve = (): Promise<never> => new Promise(() => undefined);
      const asked = fetchSafely('https://slow.example/', { resolve, timeoutMs: 100 });
      await expect(asked).rejects.toThrow(/within 100 ms/);
    });

    it('packed bytes without unpacking them', async () => {
      const bomb = gzipSync(Buffer.alloc(10_000_000));
      const { body } = await facing(
        (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
        (url) => fetchSafely(url, options),
      );
      expect(body.equals(bomb)).toBe(true);
    });
  });

  describe('for a picture', () => {
    const fetchPicture = (bytes: string | Buffer): Promise<unknown> =>
      facing(
        (response) => response.writeHead(200, { 'content-type': 'image/png' }).end(bytes),
        (url) => fetchSafely(url, { allowPrivate: true, expect: 'image' }),
      );

    it('take what begins like one', async () => {
      expect(await fetchPicture(PNG)).toMatchObject({ status: 200, imageType: 'image/png' });
    });

    it.each(['<svg xmlns="http://www.w3.org/2000/svg"/>', '<html></html>', '', '{"secret":1}'])(
      'refuse %s, whatever it calls itself',
      async (bytes) => {
        await expect(fetchPicture(bytes)).rejects.toThrow(OutgoingRefused);
      },
    );
  });
});
