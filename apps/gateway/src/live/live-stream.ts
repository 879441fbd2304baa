import type { CloudEvent } from '@libs/contracts';

const HEARTBEAT_MS = 15_000;
const UNSENT_BYTES = 1024 * 1024;
const HELD_BACK = 10_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Where a stream writes to: the response below Fastify's. */
export interface Sink {
  readonly writableLength: number;
  write(text: string): unknown;
  end(): unknown;
  destroy(): unknown;
}

/** One client's stream of Server-Sent Events; each event goes out once. */
export class LiveStream {
  private readonly timers: NodeJS.Timeout[];
  private heldBack: CloudEvent[] | undefined = [];
  private sent = new Set<string>();
  private isOver = false;

  constructor(
    private readonly sink: Sink,
    private readonly types: readonly string[],
    endsAt: Date,
  ) {
    const leftMs = endsAt.getTime() - Date.now();
    this.timers = [
      setInterval(() => this.write(': still here\n\n'), HEARTBEAT_MS),
      setTimeout(() => this.end(), Math.min(Math.max(0, leftMs), LONGEST_TIMER_MS)),
    ];
    this.write('retry: 2000\n\n');
  }

  /** An event that happens now; it waits while older ones are being sent again. */
  offer(event: CloudEvent): void {
    if (!this.heldBack) return this.send(event);
    this.heldBack.push(event);
    if (this.heldBack.length > HELD_BACK) this.drop();
  }

  /** Events from before, for a client that was away. */
  resend(events: readonly CloudEvent[]): void {
    for (const event of events) {
      this.sent.add(event.id);
      this.send(event);
    }
  }

  /** From here on events go out as they happen. */
  follow(): void {
    const waiting = this.heldBack ?? [];
    this.heldBack = undefined;
    for (const event of waiting) if (!this.sent.has(event.id)) this.send(event);
    this.sent = new Set();
  }

  end(): void {
    this.stop();
    this.sink.end();
  }

  /** Lets go of everything; the client is gone. */
  stop(): void {
    this.isOver = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.heldBack = undefined;
  }

  private drop(): void {
    this.stop();
    this.sink.destroy();
  }

  private send(event: CloudEvent): void {
    const { id, type } = event;
    if (this.types.length > 0 && !this.types.some((each) => type.startsWith(each))) return;
    this.write(`id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(event)}\n\n`);
  }

  private write(text: string): void {
    // Events still come until the subscription ends, and writing after the end is an error.
    if (this.isOver) return;
    this.sink.write(text);
    // A client that does not read would otherwise fill our memory.
    if (this.sink.writableLength > UNSENT_BYTES) this.drop();
  }
}
