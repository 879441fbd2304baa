import type { LogName } from '@libs/contracts';
import type { SystemTransaction, UnitOfWork } from '@libs/database';

export const LEASE_SECONDS = 4;

/** Another replica has taken the partition over: everything held for it is stale. */
export class FencedOff extends Error {
  override readonly name = 'FencedOff';
}

/** Where a partition stands, as its row says. */
export interface Position {
  readonly partition: number;
  readonly epoch: number;
  readonly incarnation: string;
  readonly streamSeq: number;
  readonly logSeq: number;
}

/** The right to move one partition's position, until somebody else takes it at a higher epoch. */
export class PartitionLease {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly stream: LogName,
    private position: Position,
  ) {}

  get partition(): number {
    return this.position.partition;
  }

  get epoch(): number {
    return this.position.epoch;
  }

  get streamSeq(): number {
    return this.position.streamSeq;
  }

  get logSeq(): number {
    return this.position.logSeq;
  }

  /** Moves the position and does the work in one transaction; throws `FencedOff` when too late. */
  async commit(
    next: { readonly streamSeq: number; readonly logSeq?: number },
    work: (tx: SystemTransaction) => Promise<void>,
  ): Promise<void> {
    const moved = { ...this.position, ...next };
    await this.unitOfWork.system(async (tx) => {
      const rows = await tx.query(
        `UPDATE partition_position
         SET stream_seq = $4, log_seq = $5, stream_incarnation = $6,
             lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
         WHERE stream = $1 AND partition = $2 AND epoch = $3 RETURNING 1`,
        [
          this.stream,
          moved.partition,
          moved.epoch,
          moved.streamSeq,
          moved.logSeq,
          moved.incarnation,
        ],
      );
      if (rows.length === 0) throw this.fenced();
      await work(tx);
    });
    this.position = moved;
  }

  /** Throws `FencedOff` within a transaction that does not move the position. */
  async assertHeld(tx: SystemTransaction): Promise<void> {
    const rows = await tx.query(
      `SELECT 1 FROM partition_position
       WHERE stream = $1 AND partition = $2 AND epoch = $3 FOR SHARE`,
      [this.stream, this.partition, this.epoch],
    );
    if (rows.length === 0) throw this.fenced();
  }

  private fenced(): FencedOff {
    return new FencedOff(`${this.stream}/${this.partition} was taken over`);
  }
}
