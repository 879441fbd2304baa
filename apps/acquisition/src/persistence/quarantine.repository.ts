import { Injectable } from '@nestjs/common';
import { pageWindow, type ListQuarantined, type Page, type QuarantinedView } from '@libs/contracts';
import type { Transaction } from '@libs/database';

interface Row {
  id: string;
  source: string;
  reason: string;
  size: number;
  raw: Buffer;
  count: number;
  first_seen_at: Date;
  replayed_at: Date | null;
  total: number;
}

type Summary = Omit<QuarantinedView, 'raw'>;

function summaryOf(row: Omit<Row, 'raw' | 'total'>): Summary {
  return {
    id: row.id,
    source: row.source,
    reason: row.reason,
    size: row.size,
    count: row.count,
    firstSeenAt: row.first_seen_at.toISOString(),
    replayedAt: row.replayed_at?.toISOString() ?? null,
  };
}

const SUMMARY = 'id, source, reason, length(raw) AS size, count, first_seen_at, replayed_at';

/** Messages of gateways that were set aside. */
@Injectable()
export class QuarantineRepository {
  async list(request: ListQuarantined, tx: Transaction): Promise<Page<Summary>> {
    const { limit, offset } = pageWindow(request);
    const rows = await tx.query<Row>(
      `SELECT ${SUMMARY}, (count(*) OVER ())::int AS total FROM quarantine
       WHERE tenant_id = $1 AND ($4::text IS NULL OR source = 'ingest.' || $1::text || '.' || $4)
       ORDER BY first_seen_at DESC, id LIMIT $2 OFFSET $3`,
      [tx.tenantId, limit, offset, request.gateway ?? null],
    );
    return { items: rows.map(summaryOf), totalCount: rows[0]?.total ?? 0 };
  }

  async find(id: string, tx: Transaction): Promise<(Summary & { raw: Buffer }) | undefined> {
    const [row] = await tx.query<Row>(
      `SELECT ${SUMMARY}, raw FROM quarantine WHERE tenant_id = $1 AND id = $2`,
      [tx.tenantId, id],
    );
    return row && { ...summaryOf(row), raw: row.raw };
  }

  /** Marks a message as sent through again; answers when. */
  async markReplayed(id: string, tx: Transaction): Promise<Date> {
    const [row] = await tx.query<{ replayed_at: Date }>(
      `UPDATE quarantine SET replayed_at = now() WHERE tenant_id = $1 AND id = $2
       RETURNING replayed_at`,
      [tx.tenantId, id],
    );
    if (!row) throw new Error(`quarantine ${id} is gone`);
    return row.replayed_at;
  }
}
