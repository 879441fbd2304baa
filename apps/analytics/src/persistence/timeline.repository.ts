import { Injectable } from '@nestjs/common';
import type { TimelineSource, OperatingState } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { Stretch } from '../domain/kpi/history.js';
import type { Span } from '../domain/timeline/timeline.js';

export interface SpanRow {
  readonly equipment_id: string;
  readonly from_at: Date;
  readonly to_at: Date | null;
  readonly state: OperatingState;
  readonly reason: string;
  readonly source: TimelineSource;
  readonly source_id: string | null;
  readonly reason_code: string | null;
  readonly failed_at: Date | null;
}

export const SPAN_COLUMNS = `equipment_id, starts_at AS from_at, upper(period) AS to_at,
  state, reason, source, source_id, reason_code, failed_at`;

export const spanOf = (row: SpanRow): Span => ({
  from: row.from_at.getTime(),
  to: row.to_at?.getTime() ?? null,
  state: row.state,
  reason: row.reason,
  source: row.source,
  sourceId: row.source_id,
  reasonCode: row.reason_code,
  failedAt: row.failed_at?.getTime() ?? null,
});

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
const keyOf = (span: Span): string =>
  JSON.stringify([
    ...[span.from, span.to, span.state, span.reason],
    ...[span.sourceId, span.reasonCode, span.failedAt],
  ]);

@Injectable()
export class TimelineRepository {
  async find(
    equipmentId: string,
    { from, to }: Stretch,
    limit: number,
    tx: Transaction,
  ): Promise<Span[]> {
    const rows = await tx.query<SpanRow>(
      `SELECT ${SPAN_COLUMNS} FROM equipment_state
       WHERE tenant_id = $1 AND equipment_id = $2 AND period && tstzrange($3, $4)
       ORDER BY period LIMIT $5`,
      [tx.tenantId, equipmentId, iso(from), iso(to), limit],
    );
    return rows.map(spanOf);
  }

  /** Puts a timeline in the place of the one there is; spans that are as they were stay. */
  async replace(equipmentId: string, spans: readonly Span[], tx: Transaction): Promise<void> {
    const there = (
      await tx.query<SpanRow>(
        `SELECT ${SPAN_COLUMNS} FROM equipment_state WHERE tenant_id = $1 AND equipment_id = $2`,
        [tx.tenantId, equipmentId],
      )
    ).map(spanOf);
    const [was, is] = [new Set(there.map(keyOf)), new Set(spans.map(keyOf))];
    await tx.query(
      `DELETE FROM equipment_state
       WHERE tenant_id = $1 AND equipment_id = $2 AND starts_at = ANY($3::timestamptz[])`,
      [tx.tenantId, equipmentId, there.filter((s) => !is.has(keyOf(s))).map((s) => iso(s.from))],
    );
    const added = spans
      .filter((span) => !was.has(keyOf(span)))
      .map((span) => ({
        ...{ from_at: iso(span.from), to_at: iso(span.to), failed_at: iso(span.failedAt) },
        ...{ state: span.state, reason: span.reason },
        ...{ source: span.source, source_id: span.sourceId, reason_code: span.reasonCode },
      }));
    await tx.query(
      `INSERT INTO equipment_state
         (tenant_id, equipment_id, period, state, reason, source, source_id, reason_code, failed_at)
       SELECT $1, $2, tstzrange(from_at, to_at), state, reason, source, source_id, reason_code,
         failed_at
       FROM jsonb_to_recordset($3::jsonb) AS span (from_at timestamptz, to_at timestamptz,
         state text, reason text, source text, source_id uuid, reason_code text,
         failed_at timestamptz)`,
      [tx.tenantId, equipmentId, JSON.stringify(added)],
    );
  }
}
