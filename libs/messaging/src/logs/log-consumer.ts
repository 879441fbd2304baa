import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { LogName } from '@libs/contracts';
import type { UnitOfWork } from '@libs/database';
import { AckPolicy, DeliverPolicy, type ConsumerMessages } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import type { Broker } from '../connection/nats-connection.js';
import { ensureStream, incarnationOf } from '../connection/streams.js';
import { HeldPartition } from './held-partition.js';
import type { LogMessage, LogReader, ReadingOptions } from './log-reader.js';
import { PartitionLease, type Position } from './partition-lease.js';
import { PartitionTable } from './partition-table.js';

const TICK_MS = 1_000;
const RESTART_MS = 250;
const QUEUED_AT_MOST = 2_000;
const QUEUED_BYTES_AT_MOST = 32 * 1024 * 1024;
/** A request for messages lives this long: a reader whose consumer is gone notices by then. */
const PULL_MS = 5_000;
const TRIM_MS = 30_000;

/**
 * Reads a log by position: this replica's share of the partitions, each under a fenced lease,
 * all from one ephemeral consumer that starts at the lowest position. Broker acks play no part.
 */
export class LogConsumer {
  private readonly logger: Logger;
  private readonly table: PartitionTable;
  private readonly held = new Map<number, HeldPartition>();
  private readonly stopped = new AbortController();
  private loops: Promise<unknown> | undefined;
  private messages: ConsumerMessages | undefined;
  private incarnation = '';
  private passedSeq = 0;
  private readerLife = 0;
  private trimmedAt = Date.now();
  private drained: () => void = () => undefined;

  constructor(
    private readonly log: LogName,
    private readonly options: ReadingOptions,
    private readonly reader: LogReader,
    private readonly broker: Broker,
    private readonly unitOfWork: UnitOfWork,
    owner: string,
  ) {
    this.logger = new Logger(`log-${log}`);
    this.table = new PartitionTable(unitOfWork, log, owner);
  }

  async start(): Promise<void> {
    await this.table.prepare(this.reader.partitions);
    this.loops ??= Promise.all([this.keepLeases(), this.keepReading()]);
  }

  /** Finishes the batches at hand, makes them durable and hands the partitions back. */
  async stop(): Promise<void> {
    this.stopped.abort();
    this.messages?.stop();
    this.drained();
    await this.loops;
    const leases = [...this.held.values()].map((each) => each.lease);
    await Promise.allSettled([...this.held.values()].map((each) => each.finish()));
    this.held.clear();
    // Gone first, so that the others already count with one replica less.
    await this.table.leave().catch((error: unknown) => this.logger.warn(error));
    await this.table.release(leases).catch((error: unknown) => this.logger.warn(error));
  }

  private async keepLeases(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      try {
        await this.tick();
      } catch (error) {
        this.logger.warn(`leases not renewed: ${String(error)}`);
      }
      await pause(TICK_MS, undefined, { signal: this.stopped.signal }).catch(() => undefined);
    }
  }

  private async tick(): Promise<void> {
    await this.followIncarnation();
    const quota = Math.ceil(this.reader.partitions / (await this.table.attend()));
    const still = await this.table.renew([...this.held.values()].map((each) => each.lease));
    for (const [partition, each] of this.held) {
      if (still.has(partition)) continue;
      this.logger.warn(`partition ${partition} was taken over`);
      each.drop();
      this.held.delete(partition);
    }
    await this.handBackAbove(quota);
    const missing = quota - this.held.size;
    if (missing > 0) await this.take(missing);
    for (const each of this.held.values()) each.passed(this.passedSeq);
    this.drained();
    if (this.options.trims && Date.now() - this.trimmedAt > TRIM_MS) await this.trim();
  }

  /** A stream that lost messages counts from where it stood: positions beyond it mean nothing. */
  private async followIncarnation(): Promise<void> {
    const api = await this.broker.api();
    await ensureStream(api, this.log);
    const known = Math.max(
      this.passedSeq,
      ...[...this.held.values()].map(({ lease }) => lease.streamSeq),
    );
    const { created, lastSeq } = await incarnationOf(api, this.log);
    const anew = this.incarnation !== '' && this.incarnation !== created;
    if (anew || lastSeq < known) {
      this.logger.warn(`the stream lost messages: it ends at ${lastSeq}, read up to ${known}`);
      for (const each of this.held.values()) each.drop();
      this.held.clear();
      this.restartReading();
    }
    this.incarnation = created;
  }

  private async handBackAbove(quota: number): Promise<void> {
    const surplus = [...this.held.values()].slice(quota);
    for (const each of surplus) {
      this.held.delete(each.lease.partition);
      await each.finish();
      await this.table.release([each.lease]);
    }
  }

  private async take(wanted: number): Promise<void> {
    const taken = await this.table.take(wanted, [...this.held.keys()]);
    if (taken.length === 0) return;
    const { lastSeq } = await incarnationOf(await this.broker.api(), this.log);
    const opened: HeldPartition[] = [];
    for (const position of taken) opened.push(await this.open(position, lastSeq));
    // From here to the restart nothing may come between, or a message would be passed over.
    for (const each of opened) this.held.set(each.lease.partition, each);
    if (opened.some((each) => each.lease.streamSeq < this.passedSeq)) this.restartReading();
    this.logger.log(`holds partitions ${[...this.held.keys()].join(', ')}`);
  }

  private async open(position: Position, lastSeq: number): Promise<HeldPartition> {
    const valid = position.incarnation === this.incarnation && position.streamSeq <= lastSeq;
    const lease = new PartitionLease(this.unitOfWork, this.log, {
      ...position,
      incarnation: this.incarnation,
      streamSeq: valid ? position.streamSeq : 0,
    });
    return new HeldPartition(
      lease,
      await this.reader.open(lease),
      (partition, error) => this.giveUp(partition, error),
      () => this.drained(),
    );
  }

  /** Nothing counts as passed until the next reader, which starts where everybody needs it. */
  private restartReading(): void {
    this.readerLife += 1;
    this.passedSeq = 0;
    this.messages?.stop();
    this.drained();
  }

  private giveUp(partition: HeldPartition, error: unknown): void {
    this.logger.warn(`partition ${partition.lease.partition} starts over: ${String(error)}`);
    if (this.held.get(partition.lease.partition) === partition) {
      this.held.delete(partition.lease.partition);
    }
    this.drained();
  }

  private async keepReading(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      try {
        if (this.held.size > 0) await this.read();
      } catch (error) {
        this.logger.warn(`reading again: ${String(error)}`);
      }
      await pause(RESTART_MS, undefined, { signal: this.stopped.signal }).catch(() => undefined);
    }
  }

  private async read(): Promise<void> {
    const from = Math.min(...[...this.held.values()].map(({ lease }) => lease.streamSeq)) + 1;
    const life = ++this.readerLife;
    this.passedSeq = from - 1;
    const api = await this.broker.api();
    const { name } = await api.consumers.add(this.log, {
      ack_policy: AckPolicy.None,
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: from,
      inactive_threshold: nanos(30_000),
      mem_storage: true,
    });
    const consumer = await this.broker.stream.consumers.get(this.log, name);
    const messages = await consumer.consume({
      max_messages: 500,
      expires: PULL_MS,
      abort_on_missing_resource: true,
    });
    this.messages = messages;
    // Who wanted it ended while it was being made could not reach it.
    if (life !== this.readerLife || this.stopped.signal.aborted) messages.stop();
    let delivered = 0;
    try {
      for await (const message of messages) {
        if (life !== this.readerLife) break;
        delivered += 1;
        if (message.info.deliverySequence !== delivered) throw new Error('a delivery is missing');
        this.dispatch({
          seq: message.seq,
          subject: message.subject,
          data: message.data,
          receivedAt: Math.floor(message.info.timestampNanos / 1e6),
          ...(message.headers && { headers: message.headers }),
        });
        if (this.isFull(1)) await this.untilDrained(life);
      }
    } finally {
      messages.stop();
      await api.consumers.delete(this.log, name).catch(() => undefined);
    }
  }

  private dispatch(message: LogMessage): void {
    this.held.get(this.reader.partitionOf(message.subject))?.offer(message);
    this.passedSeq = message.seq;
  }

  /** Whether more waits than this share of what may. */
  private isFull(share: number): boolean {
    let messages = 0;
    let bytes = 0;
    for (const each of this.held.values()) {
      messages += each.waiting;
      bytes += each.waitingBytes;
    }
    return messages > QUEUED_AT_MOST * share || bytes > QUEUED_BYTES_AT_MOST * share;
  }

  private async untilDrained(life: number): Promise<void> {
    while (this.isFull(0.5) && life === this.readerLife && !this.stopped.signal.aborted) {
      await new Promise<void>((resolve) => (this.drained = resolve));
    }
  }

  private async trim(): Promise<void> {
    this.trimmedAt = Date.now();
    const lowest = await this.table.lowestPosition(this.incarnation);
    if (lowest > 0) await (await this.broker.api()).streams.purge(this.log, { seq: lowest });
  }
}
