import { Injectable } from '@nestjs/common';
import { readingsSubject } from '@libs/contracts';
import type { SystemTransaction, Transaction } from '@libs/database';

/** The readings log's own counters and what it still keeps. */
@Injectable()
export class ReadingsLogRepository {
  /** The next place in each of these partitions: gap-free, since the rows stay locked to the end. */
  async takePlaces(partitions: readonly number[], tx: Transaction): Promise<Map<number, number>> {
    const rows = await tx.query<{ partition: number; last_seq: string }>(
      `INSERT INTO readings_log AS log (partition, last_seq)
       SELECT partition, 1 FROM unnest($1::int[]) AS partition ORDER BY partition
       ON CONFLICT (partition) DO UPDATE SET last_seq = log.last_seq + 1
       RETURNING partition, last_seq`,
      [partitions],
    );
    return new Map(rows.map((row) => [row.partition, Number(row.last_seq)]));
  }

  /** Counts what was recorded and refused; one row per partition of INGEST, so nobody waits. */
  async count(
    partition: number,
    recorded: number,
    refused: number,
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO reading_total AS total (tenant_id, partition, recorded, refused)
       VALUES ($1, $2, $3, $4)
       ON CONFLICT (tenant_id, partition) DO UPDATE
         SET recorded = total.recorded + $3, refused = total.refused + $4`,
      [tx.tenantId, partition, recorded, refused],
    );
  }

  async totals(tx: Transaction): Promise<{ readings: number; rejected: number }> {
    const [row] = await tx.query<{ readings: string; rejected: string }>(
      `SELECT coalesce(sum(recorded), 0) AS readings, coalesce(sum(refused), 0) AS rejected
       FROM reading_total WHERE tenant_id = $1`,
      [tx.tenantId],
    );
    return { readings: Number(row?.readings ?? 0), rejected: Number(row?.rejected ?? 0) };
  }

  /** Puts kept batches of a partition, of whatever tenants, into the outbox again; answers how many. */
  async resend(
    partition: number,
    fromLogSeq: number,
    toLogSeq: number,
    tx: SystemTransaction,
  ): Promise<number> {
    const rows = await tx.query(
      `INSERT INTO outbox (tenant_id, event_id, subject, body)
       SELECT DISTINCT ON (log_seq) tenant_id, gen_random_uuid(), subject, body FROM (
         SELECT tenant_id, subject, body, (body::json -> 'data' ->> 'logSeq')::bigint AS log_seq
         FROM outbox WHERE subject = $1
       ) AS kept
       WHERE log_seq BETWEEN $2 AND $3 ORDER BY log_seq
       RETURNING 1`,
      [readingsSubject(partition), fromLogSeq, toLogSeq],
    );
    return rows.length;
  }
}
