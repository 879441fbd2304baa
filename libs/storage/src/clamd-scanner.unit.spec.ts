import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { eventually } from '@libs/testing';
import { ClamdScanner } from './clamd-scanner.js';
import { Infected, ScannerUnavailable } from './scanner.js';

async function* chunks(...parts: Buffer[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(part);
}

async function drain(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts);
}

/** Takes the stream of an INSTREAM apart; undefined while it has not ended. */
function streamOf(heard: Buffer): Buffer | undefined {
  const parts: Buffer[] = [];
  for (let at = 'zINSTREAM\0'.length; at + 4 <= heard.length;) {
    const length = heard.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts);
    parts.push(heard.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}

describe('scanning by clamd', () => {
  let server: Server;
  let scanner: ClamdScanner;
  let answer: (socket: Socket, stream: Buffer) => void;
  const opened: Socket[] = [];

  beforeAll(async () => {
    server = createServer((socket) => {
      let heard = Buffer.alloc(0);
      opened.push(socket);
      socket.on('error', () => undefined);
      socket.on('data', (part) => {
        heard = Buffer.concat([heard, part]);
        const stream = streamOf(heard);
        if (stream) answer(socket, stream);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    scanner = new ClamdScanner(`127.0.0.1:${(server.address() as AddressInfo).port}`);
  });

  afterAll(() => server.close());

  it('sends every byte on, and lets pass what is clean', async () => {
    let seen: Buffer | undefined;
    answer = (socket, stream) => {
      seen = stream;
      socket.end('stream: OK\0');
    };
    const parts = [Buffer.alloc(200_000, 'a'), Buffer.alloc(0), Buffer.alloc(70_001, 'b')];
    expect(await drain(scanner.through(chunks(...parts)))).toEqual(Buffer.concat(parts));
    expect(seen).toEqual(Buffer.concat(parts));
  });

  it('fails by the name of what was found, also when it comes in two parts', async () => {
    answer = (socket) => {
      socket.write('stream: Eicar-');
      setImmediate(() => socket.end('Test FOUND\0'));
    };
    const scanned = drain(scanner.through(chunks(Buffer.from('x'))));
    await expect(scanned).rejects.toEqual(new Infected('Eicar-Test'));
  });

  it.each(['INSTREAM size limit exceeded. ERROR\0', 'stream: OK', ''])(
    'has no verdict when %j is all that comes',
    async (said) => {
      answer = (socket) => socket.end(said);
      const scanned = drain(scanner.through(chunks(Buffer.from('x'))));
      await expect(scanned).rejects.toThrow(ScannerUnavailable);
    },
  );

  it('has no verdict when nobody is there', async () => {
    const nobody = new ClamdScanner('127.0.0.1:1');
    const scanned = drain(nobody.through(chunks(Buffer.alloc(3_000_000))));
    await expect(scanned).rejects.toThrow(ScannerUnavailable);
  });

  it('hangs up when the content fails', async () => {
    opened.splice(0);
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('x');
      await eventually('a connection', () => opened.length === 1);
      await Promise.reject(new Error('gone'));
    }
    await expect(drain(scanner.through(failing()))).rejects.toThrow('gone');
    await eventually('the end of the connection', () => opened.length === 1 && opened[0]?.closed);
  });
});
