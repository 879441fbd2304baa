import { setTimeout as pause } from 'node:timers/promises';
import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Content, GatewayMessage } from './message.js';
import { Spool } from './spool.js';

/** Where a gateway publishes and what it tells its owner. */
export interface GatewayOptions {
  readonly connection: NatsConnection;
  readonly tenantId: string;
  readonly name: string;
  readonly spoolFolder: string;
  readonly log: (line: string) => void;
}

const publishWindow = 32;
const unconfirmedWindow = 128;
const publishTimeoutMs = 5000;
const stallMs = 5000;
const longestStallMs = 120_000;
const repeatedProbe = 8;
const firstBackOffMs = 250;
const longestBackOffMs = 10_000;

/**
 * A gateway's stream of messages: spooled, published in order, and held until the plant's watermark has passed them.
 * At least once: what a broker or a consumer loses is published again under the same identity.
 */
export class Gateway {
  private readonly spool: Spool;
  private readonly jetstream: JetStreamClient;
  private readonly pumping: Promise<void>;
  private readonly watchdog: NodeJS.Timeout;
  private readonly closing = new AbortController();
  private wakeUps: (() => void)[] = [];
  private sentSeq: number;
  private stalledForMs = stallMs;
  private republishCount = unconfirmedWindow;
  private republishing = false;
  private movedAt = Date.now();
  private rejectCount = 0;
  private rejectShownAt = 0;

  constructor(private readonly options: GatewayOptions) {
    this.spool = new Spool(options.spoolFolder);
    this.sentSeq = this.spool.confirmedSeq;
    this.jetstream = jetstream(options.connection);
    this.listen('watermark', (body) => this.onWatermark(body));
    this.listen('reject', (body) => this.onReject(body));
    this.watchdog = setInterval(() => void this.republishWhenStalled(), 500).unref();
    this.pumping = this.pump();
  }

  get name(): string {
    return this.options.name;
  }

  /** Messages appended and not yet confirmed. */
  get unconfirmed(): number {
    return this.spool.size;
  }

  /** Rejects heard since the start. */
  get rejects(): number {
    return this.rejectCount;
  }

  /** Messages still on disk from `fromSeq` on, of an earlier run of this spool too. */
  spooled(fromSeq = 1): Generator<GatewayMessage> {
    return this.spool.messages(fromSeq);
  }

  /** Takes a message into the spool; it is published as soon as the windows allow. */
  send(content: Content): GatewayMessage {
    if (this.spool.size === 0) this.movedAt = Date.now();
    const message = this.spool.append(content);
    this.wake();
    return message;
  }

  /** Resolves once at most `limit` messages are unconfirmed, or the gateway closes. */
  async untilUnconfirmedAtMost(limit: number): Promise<void> {
    while (this.spool.size > limit && !this.isClosing()) await this.change();
  }

  /** Resolves when there is room for one more message without growing the spool beyond the window. */
  untilRoom(): Promise<void> {
    return this.untilUnconfirmedAtMost(unconfirmedWindow - 1);
  }

  async close(): Promise<void> {
    clearInterval(this.watchdog);
    this.closing.abort();
    this.wake();
    await this.options.connection.close();
    await this.pumping;
    this.spool.close();
  }

  private async pump(): Promise<void> {
    let backOffMs = firstBackOffMs;
    while (!this.isClosing()) {
      const end = Math.min(
        this.spool.lastSeq,
        this.sentSeq + publishWindow,
        this.spool.confirmedSeq + unconfirmedWindow,
      );
      if (this.sentSeq >= end) {
        await this.change();
        continue;
      }
      const first = this.sentSeq + 1;
      this.sentSeq = end;
      this.spool.sync();
      const failure = await this.publishAll(first, end);
      if (!failure) {
        backOffMs = firstBackOffMs;
        continue;
      }
      if (this.isClosing()) return;
      // Going back to the first refused message keeps the stream in order; what was taken after it is a known duplicate.
      this.sentSeq = Math.max(failure.seq - 1, this.spool.confirmedSeq);
      this.options.log(
        `${this.name}: message ${failure.seq} was not taken (${failure.reason}); retrying in ${backOffMs} ms.`,
      );
      await pause(backOffMs, undefined, { signal: this.closing.signal }).catch(() => undefined);
      backOffMs = Math.min(backOffMs * 2, longestBackOffMs);
    }
  }

  private async publishAll(
    first: number,
    last: number,
  ): Promise<{ seq: number; reason: string } | undefined> {
    const seqs = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    const outcomes = await Promise.allSettled(seqs.map((seq) => this.publish(seq)));
    const failed = outcomes.findIndex((outcome) => outcome.status === 'rejected');
    const outcome = outcomes[failed];
    if (outcome?.status !== 'rejected') return undefined;
    return {
      seq: first + failed,
      reason: (outcome.reason as Error).message || String(outcome.reason),
    };
  }

  private async publish(seq: number): Promise<void> {
    if (seq <= this.spool.confirmedSeq) return;
    const { tenantId, name } = this.options;
    await this.jetstream.publish(`ingest.${tenantId}.${name}`, this.spool.read(seq), {
      msgID: `${tenantId}.${name}.${this.spool.boot}.${seq}`,
      timeout: publishTimeoutMs,
    });
  }

  private listen(
    kind: 'watermark' | 'reject',
    take: (body: Record<string, unknown>) => void,
  ): void {
    const { connection, tenantId, name, log } = this.options;
    connection.subscribe(`${kind}.${tenantId}.${name}`, {
      callback: (error, message) => {
        if (error) {
          log(`${name}: cannot listen for the ${kind} (${error.message}).`);
          return;
        }
        try {
          take(message.json<Record<string, unknown>>());
        } catch {
          log(`${name}: a ${kind} message could not be read.`);
        }
      },
    });
  }

  private onWatermark({ boot, seq }: Record<string, unknown>): void {
    if (boot !== this.spool.boot || !Number.isSafeInteger(seq)) return;
    const before = this.spool.confirmedSeq;
    this.spool.confirm(Number(seq));
    if (this.spool.confirmedSeq === before) return;
    this.sentSeq = Math.max(this.sentSeq, this.spool.confirmedSeq);
    this.movedAt = Date.now();
    this.stalledForMs = stallMs;
    this.republishCount = Math.min(this.republishCount * 2, unconfirmedWindow);
    this.wake();
  }

  /** A gateway that is refused everything must not drown its log: one reject a second is shown, all are counted. */
  private onReject(body: Record<string, unknown>): void {
    this.rejectCount += 1;
    if (Date.now() - this.rejectShownAt < 1000) return;
    this.rejectShownAt = Date.now();
    this.options.log(`${this.name}: rejected: ${JSON.stringify(body).slice(0, 400)}`);
  }

  /**
   * What the broker may have lost goes out again, from the watermark on: all of it the first time, then a few messages
   * at a time until the watermark moves, so that an outage of hours does not fill the stream with copies.
   */
  private async republishWhenStalled(): Promise<void> {
    const first = this.spool.confirmedSeq + 1;
    const last = Math.min(this.sentSeq, this.spool.confirmedSeq + this.republishCount);
    if (this.republishing || last < first) return;
    if (Date.now() - this.movedAt < this.stalledForMs) return;
    this.options.log(
      `${this.name}: the watermark stands at ${first - 1} for ${this.stalledForMs / 1000} s; publishing ${first} to ${last} again.`,
    );
    this.republishing = true;
    this.republishCount = repeatedProbe;
    this.stalledForMs = Math.min(this.stalledForMs * 2, longestStallMs);
    await this.publishAll(first, last);
    this.movedAt = Date.now();
    this.republishing = false;
  }

  private isClosing(): boolean {
    return this.closing.signal.aborted;
  }

  private change(): Promise<void> {
    return new Promise((resolve) => this.wakeUps.push(resolve));
  }

  private wake(): void {
    const waiting = this.wakeUps;
    this.wakeUps = [];
    for (const resolve of waiting) resolve();
  }
}
