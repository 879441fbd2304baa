import { Injectable } from '@nestjs/common';
import { pageWindow, type GatewayMessageView, type GatewayView, type Page } from '@libs/contracts';
import type { SystemTransaction, Transaction } from '@libs/database';

/** A message of a gateway that is being recorded. */
export interface NotedMessage {
  readonly correlationId: string;
  readonly gateway: string;
  readonly boot?: string;
  readonly seq?: number;
  readonly receivedAt: number;
  readonly recorded: number;
  readonly duplicates: number;
  readonly corrections: number;
  readonly refused: number;
}

/** How far a gateway may forget what it sent. */
export interface Watermark {
  readonly gateway: string;
  readonly boot: string;
  readonly seq: number;
}

/** The end of the first run of messages that starts at the first one. */
const CONTIGUOUS = `CASE WHEN received @> 1::bigint
  THEN (SELECT upper(r) - 1 FROM unnest(received) AS r ORDER BY r LIMIT 1) ELSE 0 END`;

@Injectable()
export class GatewayRepository {
  /** Notes what messages came to; what came before under the same correlation stays as it was. */
  async note(messages: readonly NotedMessage[], tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO gateway_message (tenant_id, correlation_id, gateway, received_at,
         recorded, duplicates, corrections, refused)
       SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::timestamptz[],
         $5::int[], $6::int[], $7::int[], $8::int[])
       ON CONFLICT DO NOTHING`,
      [
        tx.tenantId,
        messages.map((each) => each.correlationId),
        messages.map((each) => each.gateway),
        messages.map((each) => new Date(each.receivedAt).toISOString()),
        messages.map((each) => each.recorded),
        messages.map((each) => each.duplicates),
        messages.map((each) => each.corrections),
        messages.map((each) => each.refused),
      ],
    );
  }

  /** Marks messages of one gateway as received; answers its watermark where it counts messages. */
  async receive(
    gateway: string,
    messages: readonly NotedMessage[],
    tx: Transaction,
  ): Promise<Watermark | undefined> {
    const boot = messages.findLast((each) => each.boot !== undefined)?.boot ?? null;
    const seqs = messages
      .filter((each) => each.boot === boot && each.seq !== undefined)
      .map((each) => each.seq);
    const [row] = await tx.query<{ boot: string | null; watermark: string }>(
      `WITH counted AS (
         SELECT coalesce(range_agg(int8range(seq, seq + 1)), '{}') AS ranges
         FROM unnest($4::bigint[]) AS seq
       )
       INSERT INTO gateway AS known (tenant_id, gateway, boot, received)
       SELECT $1, $2, $3::text, ranges FROM counted
       ON CONFLICT (tenant_id, gateway) DO UPDATE
         SET boot = coalesce(excluded.boot, known.boot), last_seen_at = now(),
             received = CASE WHEN excluded.boot IS NULL OR excluded.boot = known.boot
               THEN known.received + excluded.received ELSE excluded.received END
       RETURNING boot, ${CONTIGUOUS} AS watermark`,
      [tx.tenantId, gateway, boot, seqs],
    );
    if (boot === null || !row?.boot) return undefined;
    return { gateway, boot: row.boot, seq: Number(row.watermark) };
  }

  /** Watermarks of gateways of all tenants that sent something lately. */
  async recentWatermarks(
    minutes: number,
    tx: SystemTransaction,
  ): Promise<(Watermark & { tenantId: string })[]> {
    const rows = await tx.query<{
      tenant_id: string;
      gateway: string;
      boot: string;
      watermark: string;
    }>(
      `SELECT tenant_id, gateway, boot, ${CONTIGUOUS} AS watermark FROM gateway
       WHERE boot IS NOT NULL AND last_seen_at > now() - make_interval(mins => $1)`,
      [minutes],
    );
    return rows.map((row) => ({
      tenantId: row.tenant_id,
      gateway: row.gateway,
      boot: row.boot,
      seq: Number(row.watermark),
    }));
  }

  async list(
    request: { page?: number; pageSize?: number },
    tx: Transaction,
  ): Promise<Page<GatewayView>> {
    const { limit, offset } = pageWindow(request);
    const rows = await tx.query<{
      gateway: string;
      boot: string | null;
      watermark: string;
      last_seen_at: Date;
      total: number;
    }>(
      `SELECT gateway, boot, last_seen_at, ${CONTIGUOUS} AS watermark,
              (count(*) OVER ())::int AS total
       FROM gateway WHERE tenant_id = $1 ORDER BY gateway LIMIT $2 OFFSET $3`,
      [tx.tenantId, limit, offset],
    );
    return {
      items: rows.map((row) => ({
        gateway: row.gateway,
        boot: row.boot,
        watermark: row.boot === null ? null : Number(row.watermark),
        lastSeenAt: row.last_seen_at.toISOString(),
      })),
      totalCount: rows[0]?.total ?? 0,
    };
  }

  async findMessage(
    correlationId: string,
    tx: Transaction,
  ): Promise<GatewayMessageView | undefined> {
    const [row] = await tx.query<{
      gateway: string;
      received_at: Date;
      recorded_at: Date;
      recorded: number;
      duplicates: number;
      corrections: number;
      refused: number;
    }>('SELECT * FROM gateway_message WHERE tenant_id = $1 AND correlation_id = $2', [
      tx.tenantId,
      correlationId,
    ]);
    if (!row) return undefined;
    return {
      correlationId,
      gateway: row.gateway,
      receivedAt: row.received_at.toISOString(),
      recordedAt: row.recorded_at.toISOString(),
      recorded: row.recorded,
      duplicates: row.duplicates,
      corrections: row.corrections,
      refused: row.refused,
    };
  }

  /** Readings recorded within the last seconds, per second. */
  async recentRate(tx: Transaction, seconds = 10): Promise<number> {
    const [row] = await tx.query<{ readings: string }>(
      `SELECT coalesce(sum(recorded), 0) AS readings FROM gateway_message
       WHERE tenant_id = $1 AND recorded_at > now() - make_interval(secs => $2)`,
      [tx.tenantId, seconds],
    );
    return Number(row?.readings ?? 0) / seconds;
  }
}
