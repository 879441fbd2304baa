import { connect, type Socket } from 'node:net';
import { Infected, Scanner, ScannerUnavailable } from './scanner.js';

const IDLE_MS = 30_000;
const END = Buffer.alloc(4);

/** ClamAV's daemon over TCP, by its INSTREAM command. Its StreamMaxLength must not be below ours. */
export class ClamdScanner extends Scanner {
  private readonly host: string;
  private readonly port: number;

  /** `address`: host:port */
  constructor(address: string) {
    super();
    const { hostname, port } = new URL(`tcp://${address}`);
    this.host = hostname.replace(/^\[|\]$/g, '');
    this.port = Number(port);
  }

  override async *through(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const session = new Session(this.host, this.port);
    try {
      await session.send(Buffer.from('zINSTREAM\0'));
      for await (const chunk of content) {
        const length = Buffer.alloc(4);
        length.writeUInt32BE(chunk.length);
        if (chunk.length > 0) await session.send(Buffer.concat([length, chunk]));
        yield chunk;
      }
      await session.send(END);
      judge(await session.reply());
    } finally {
      session.end();
    }
  }
}

function judge(reply: string): void {
  if (reply === 'stream: OK') return;
  const threat = /^stream: (.+) FOUND$/.exec(reply)?.[1];
  if (threat === undefined) throw new ScannerUnavailable(`The scanner answered: ${reply}`);
  throw new Infected(threat);
}

/** One file's way through the scanner. */
class Session {
  private readonly socket: Socket;
  private readonly answered: Promise<string>;
  private isOver = false;

  constructor(host: string, port: number) {
    this.socket = connect({ host, port });
    this.answered = this.hear().finally(() => (this.isOver = true));
    // It is asked for at the end only, and may fail long before.
    this.answered.catch(() => undefined);
  }

  /** Waits until the scanner has room for more; one that has answered gets no more. */
  async send(bytes: Buffer): Promise<void> {
    if (this.isOver || this.socket.write(bytes)) return;
    const room = new Promise((resolve) => this.socket.once('drain', resolve));
    await Promise.race([room, this.answered]);
  }

  reply(): Promise<string> {
    return this.answered;
  }

  end(): void {
    this.socket.destroy();
  }

  private hear(): Promise<string> {
    return new Promise((resolve, reject) => {
      const fail = (why: string): void => reject(new ScannerUnavailable(`The scanner ${why}`));
      let heard = '';
      this.socket.setTimeout(IDLE_MS, () => this.socket.destroy(new Error('it fell silent')));
      this.socket.on('error', (error) => fail(`does not answer: ${error.message}`));
      this.socket.on('close', () => fail('hung up.'));
      this.socket.on('data', (part: Buffer) => {
        heard += part.toString('utf8');
        const end = heard.indexOf('\0');
        if (end >= 0) resolve(heard.slice(0, end));
      });
    });
  }
}
