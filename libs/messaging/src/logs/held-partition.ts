import type { LogMessage, PartitionSession } from './log-reader.js';
import type { PartitionLease } from './partition-lease.js';

const BATCH_MESSAGES = 500;
const BATCH_BYTES = 4 * 1024 * 1024;
const CHECKPOINT_MS = 3_000;

/** A partition that this replica holds: what waits for it, one batch at a time. */
export class HeldPartition {
  private readonly queue: LogMessage[] = [];
  private bytes = 0;
  private queuedSeq: number;
  private appliedSeq: number;
  private checkpointAt = Date.now() + CHECKPOINT_MS;
  private work: Promise<void> | undefined;
  private state: 'open' | 'finishing' | 'dropped' = 'open';

  constructor(
    readonly lease: PartitionLease,
    private readonly session: PartitionSession,
    private readonly onFault: (partition: HeldPartition, error: unknown) => void,
    private readonly onProgress: () => void,
  ) {
    this.queuedSeq = lease.streamSeq;
    this.appliedSeq = lease.streamSeq;
  }

  get waiting(): number {
    return this.queue.length;
  }

  get waitingBytes(): number {
    return this.bytes;
  }

  /** Queues a message, unless it is behind what was queued before. */
  offer(message: LogMessage): void {
    if (this.state !== 'open' || message.seq <= this.queuedSeq) return;
    this.queuedSeq = message.seq;
    this.queue.push(message);
    this.bytes += message.data.length;
    this.proceed();
  }

  /** The reader is past `streamSeq`: also a partition without messages moves on. */
  passed(streamSeq: number): void {
    if (this.state !== 'open' || this.work || this.queue.length > 0) return;
    this.queuedSeq = Math.max(this.queuedSeq, streamSeq);
    this.appliedSeq = this.queuedSeq;
    this.proceed();
  }

  /** Finishes the batch at hand, makes everything applied durable, and ends. */
  async finish(): Promise<void> {
    if (this.state !== 'open') return;
    this.state = 'finishing';
    await this.work;
    if (this.state === 'finishing') await this.session.checkpoint(this.appliedSeq);
    this.drop();
  }

  /** Ends at once; nothing counts that is not durable. */
  drop(): void {
    this.state = 'dropped';
    this.queue.length = 0;
    this.bytes = 0;
  }

  private proceed(): void {
    this.work ??= this.run().finally(() => {
      this.work = undefined;
      if (this.queue.length > 0 && this.state === 'open') this.proceed();
    });
  }

  private async run(): Promise<void> {
    try {
      while (this.queue.length > 0 && this.state === 'open') {
        const batch = this.nextBatch();
        await this.session.apply(batch);
        this.appliedSeq = batch.at(-1)?.seq ?? this.appliedSeq;
        this.onProgress();
        await this.checkpointWhenDue();
      }
      await this.checkpointWhenDue();
    } catch (error) {
      this.drop();
      this.onFault(this, error);
    }
  }

  private async checkpointWhenDue(): Promise<void> {
    if (Date.now() < this.checkpointAt || this.state !== 'open') return;
    this.checkpointAt = Date.now() + CHECKPOINT_MS;
    await this.session.checkpoint(this.appliedSeq);
  }

  private nextBatch(): LogMessage[] {
    let bytes = 0;
    let count = 0;
    for (const message of this.queue) {
      if (count > 0 && (count >= BATCH_MESSAGES || bytes + message.data.length > BATCH_BYTES))
        break;
      bytes += message.data.length;
      count += 1;
    }
    this.bytes -= bytes;
    return this.queue.splice(0, count);
  }
}
