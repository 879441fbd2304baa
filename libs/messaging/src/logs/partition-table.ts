import type { LogName } from '@libs/contracts';
import type { UnitOfWork } from '@libs/database';
import { LEASE_SECONDS, type Position } from './partition-lease.js';

interface Row {
  partition: number;
  epoch: string;
  stream_incarnation: string;
  stream_seq: string;
  log_seq: string;
}

/** A partition and the epoch at which it is held. */
type Holding = Pick<Position, 'partition' | 'epoch'>;

const LEASE_UNTIL = `now() + make_interval(secs => ${LEASE_SECONDS})`;

function positionOf(row: Row): Position {
  return {
    partition: row.partition,
    epoch: Number(row.epoch),
    incarnation: row.stream_incarnation,
    streamSeq: Number(row.stream_seq),
    logSeq: Number(row.log_seq),
  };
}

/** The rows that say who holds which partition of a log; times are the database's. */
export class PartitionTable {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly stream: LogName,
    private readonly owner: string,
  ) {}

  /** Makes a row for each partition that has none yet. */
  async prepare(partitions: number): Promise<void> {
    await this.unitOfWork.system((tx) =>
      tx.query(
        `INSERT INTO partition_position (stream, partition)
         SELECT $1, generate_series(0, $2::int - 1) ON CONFLICT DO NOTHING`,
        [this.stream, partitions],
      ),
    );
  }

  /** Says that this replica lives; answers how many do. */
  async attend(): Promise<number> {
    return this.unitOfWork.system(async (tx) => {
      await tx.query(
        `INSERT INTO partition_member (stream, owner, seen_until) VALUES ($1, $2, ${LEASE_UNTIL})
         ON CONFLICT (stream, owner) DO UPDATE SET seen_until = excluded.seen_until`,
        [this.stream, this.owner],
      );
      await tx.query(
        `DELETE FROM partition_member
         WHERE stream = $1 AND seen_until < now() - interval '1 minute'`,
        [this.stream],
      );
      const [row] = await tx.query<{ living: number }>(
        `SELECT count(*)::int AS living FROM partition_member
         WHERE stream = $1 AND seen_until > now()`,
        [this.stream],
      );
      return Math.max(1, row?.living ?? 1);
    });
  }

  /** Prolongs leases; answers the partitions that are still held. */
  async renew(held: readonly Holding[]): Promise<ReadonlySet<number>> {
    const rows = await this.unitOfWork.system((tx) =>
      tx.query<{ partition: number }>(
        `UPDATE partition_position AS p SET lease_until = ${LEASE_UNTIL}
         FROM unnest($2::int[], $3::bigint[]) AS mine (partition, epoch)
         WHERE p.stream = $1 AND p.partition = mine.partition AND p.epoch = mine.epoch
         RETURNING p.partition`,
        [this.stream, held.map((each) => each.partition), held.map((each) => each.epoch)],
      ),
    );
    return new Set(rows.map((row) => row.partition));
  }

  /** Takes over up to `wanted` partitions that nobody holds, each at a new epoch. */
  async take(wanted: number, held: readonly number[]): Promise<Position[]> {
    const rows = await this.unitOfWork.system((tx) =>
      tx.query<Row>(
        `UPDATE partition_position AS p
         SET owner = $2, epoch = p.epoch + 1, lease_until = ${LEASE_UNTIL}
         FROM (
           SELECT partition FROM partition_position
           WHERE stream = $1 AND (lease_until < now() OR owner = $2)
             AND NOT partition = ANY($4::int[])
           ORDER BY partition LIMIT $3 FOR UPDATE SKIP LOCKED
         ) AS free
         WHERE p.stream = $1 AND p.partition = free.partition
         RETURNING p.partition, p.epoch, p.stream_incarnation, p.stream_seq, p.log_seq`,
        [this.stream, this.owner, wanted, held],
      ),
    );
    return rows.map(positionOf);
  }

  /** Hands partitions back, so that others need not wait for the lease to run out. */
  async release(held: readonly Holding[]): Promise<void> {
    await this.unitOfWork.system(async (tx) => {
      await tx.query(
        `UPDATE partition_position AS p SET lease_until = now(), owner = NULL
         FROM unnest($2::int[], $3::bigint[]) AS mine (partition, epoch)
         WHERE p.stream = $1 AND p.partition = mine.partition AND p.epoch = mine.epoch`,
        [this.stream, held.map((each) => each.partition), held.map((each) => each.epoch)],
      );
    });
  }

  /** Says that this replica is going. */
  async leave(): Promise<void> {
    await this.unitOfWork.system((tx) =>
      tx.query('DELETE FROM partition_member WHERE stream = $1 AND owner = $2', [
        this.stream,
        this.owner,
      ]),
    );
  }

  /** The sequence that every partition is past in this life of the stream. */
  async lowestPosition(incarnation: string): Promise<number> {
    const [row] = await this.unitOfWork.system((tx) =>
      tx.query<{ lowest: string }>(
        `SELECT min(CASE WHEN stream_incarnation = $2 THEN stream_seq ELSE 0 END) AS lowest
         FROM partition_position WHERE stream = $1`,
        [this.stream, incarnation],
      ),
    );
    return Number(row?.lowest ?? 0);
  }
}
