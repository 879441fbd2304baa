import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type LimitView,
  type ListLimits,
  type Page,
  type Severity,
} from '@libs/contracts';
import { UnitOfWork, type Transaction } from '@libs/database';
import type { Limit } from '@libs/watch';

interface Row {
  tenant_id: string;
  id: string;
  sensor_id: string;
  equipment_id: string;
  kind: 'high' | 'low';
  threshold: number;
  deadband: number;
  on_delay_ms: number;
  off_delay_ms: number;
  severity: Severity;
  created_at: Date;
  removed_at: Date | null;
  total: number;
}

const FRESH_MS = 500;
/** A row's stamp is older than its commit by the length of its transaction. */
const OVERLAP_MS = 10_000;
const VIEW = `SELECT l.*, s.equipment_id, (count(*) OVER ())::int AS total
  FROM sensor_limit l JOIN sensor s ON s.tenant_id = l.tenant_id AND s.id = l.sensor_id
  WHERE l.tenant_id = $1 AND l.removed_at IS NULL`;

function limitOf(row: Row): Limit {
  return {
    limitId: row.id,
    kind: row.kind,
    threshold: row.threshold,
    deadband: row.deadband,
    onDelayMs: row.on_delay_ms,
    offDelayMs: row.off_delay_ms,
    severity: row.severity,
  };
}

function viewOf(row: Row): LimitView {
  const { limitId: id, ...limit } = limitOf(row);
  return {
    id,
    ...limit,
    sensorId: row.sensor_id,
    equipmentId: row.equipment_id,
    createdAt: row.created_at.toISOString(),
  };
}

/** Configured limits, in the schema and, for the readings path, in memory. */
@Injectable()
export class LimitRepository {
  private readonly known = new Map<string, Limit[]>();
  private refreshedAt = 0;
  private refreshing: Promise<void> | undefined;

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The limits of a sensor, as of the last refresh. */
  of(sensorId: string): readonly Limit[] {
    return this.known.get(sensorId) ?? [];
  }

  /** Takes over what changed, unless that was done just now. */
  async refresh(): Promise<void> {
    if (Date.now() - this.refreshedAt < FRESH_MS) return;
    this.refreshing ??= this.load().finally(() => (this.refreshing = undefined));
    await this.refreshing;
  }

  /** Sets a limit in place of one of the same sensor, kind and severity. */
  async set(
    id: string,
    limit: Omit<Limit, 'limitId'> & { readonly sensorId: string },
    tx: Transaction,
  ): Promise<LimitView> {
    await tx.query(
      `UPDATE sensor_limit SET removed_at = now(), changed_at = clock_timestamp()
       WHERE tenant_id = $1 AND sensor_id = $2 AND kind = $3 AND severity = $4
         AND removed_at IS NULL`,
      [tx.tenantId, limit.sensorId, limit.kind, limit.severity],
    );
    await tx.query(
      `INSERT INTO sensor_limit (tenant_id, id, sensor_id, kind, threshold, deadband,
         on_delay_ms, off_delay_ms, severity)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        tx.tenantId,
        id,
        limit.sensorId,
        limit.kind,
        limit.threshold,
        limit.deadband,
        limit.onDelayMs,
        limit.offDelayMs,
        limit.severity,
      ],
    );
    const [row] = await tx.query<Row>(`${VIEW} AND l.id = $2`, [tx.tenantId, id]);
    if (!row) throw new Error(`limit ${id} was not set`);
    return viewOf(row);
  }

  /** Takes a limit away; false when there is none. */
  async remove(id: string, tx: Transaction): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE sensor_limit SET removed_at = now(), changed_at = clock_timestamp()
       WHERE tenant_id = $1 AND id = $2 AND removed_at IS NULL RETURNING 1`,
      [tx.tenantId, id],
    );
    return rows.length > 0;
  }

  async removeAllOf(sensorId: string, tx: Transaction): Promise<void> {
    await tx.query(
      `UPDATE sensor_limit SET removed_at = now(), changed_at = clock_timestamp()
       WHERE tenant_id = $1 AND sensor_id = $2 AND removed_at IS NULL`,
      [tx.tenantId, sensorId],
    );
  }

  async list(request: ListLimits, tx: Transaction): Promise<Page<LimitView>> {
    const { limit, offset } = pageWindow(request);
    const rows = await tx.query<Row>(
      `${VIEW} AND ($2::uuid IS NULL OR l.sensor_id = $2)
       ORDER BY l.created_at DESC, l.id LIMIT $3 OFFSET $4`,
      [tx.tenantId, request.sensorId ?? null, limit, offset],
    );
    return { items: rows.map(viewOf), totalCount: rows[0]?.total ?? 0 };
  }

  private async load(): Promise<void> {
    const startedAt = Date.now();
    const since = new Date(Math.max(0, this.refreshedAt - OVERLAP_MS));
    const rows = await this.unitOfWork.system((tx) =>
      tx.query<Row>('SELECT * FROM sensor_limit WHERE changed_at >= $1 ORDER BY changed_at', [
        since,
      ]),
    );
    for (const row of rows) {
      const others = this.of(row.sensor_id).filter((each) => each.limitId !== row.id);
      this.known.set(row.sensor_id, row.removed_at ? others : [...others, limitOf(row)]);
    }
    this.refreshedAt = startedAt;
  }
}
