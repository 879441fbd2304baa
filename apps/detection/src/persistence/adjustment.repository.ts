import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type AdjustmentView,
  type AnomalyAnswer,
  type ListAdjustments,
  type Page,
} from '@libs/contracts';
import { UnitOfWork, type Transaction } from '@libs/database';
import type { Adjustment } from '@libs/watch';

interface Row extends Omit<AdjustmentView, 'createdAt' | 'from' | 'until'> {
  createdAt: Date;
  from: Date;
  until: Date | null;
  total: number;
}

const COLUMNS = `id, sensor_id AS "sensorId", equipment_id AS "equipmentId",
  anomaly_id AS "anomalyId", answer, step, adjusted_by AS "adjustedBy", created_at AS "createdAt",
  from_at AS "from", until_at AS until, reverted_by AS "revertedBy",
  revert_reason AS "revertReason"`;
const FRESH_MS = 500;
/** A row's stamp is older than its commit by the length of its transaction. */
const OVERLAP_MS = 10_000;
const NONE: readonly Adjustment[] = [];

const viewOf = ({ total: _, createdAt, from, until, ...row }: Row): AdjustmentView => ({
  ...row,
  createdAt: createdAt.toISOString(),
  from: from.toISOString(),
  until: until?.toISOString() ?? null,
});

/** What moved the thresholds of sensors, in the schema and, for the readings path, in memory. */
@Injectable()
export class AdjustmentRepository {
  private readonly known = new Map<string, Map<string, Adjustment>>();
  private refreshedAt = 0;
  private refreshing: Promise<void> | undefined;

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Every adjustment of a sensor, also those reverted, as of the last refresh. */
  of(sensorId: string): readonly Adjustment[] {
    const known = this.known.get(sensorId);
    return known ? [...known.values()] : NONE;
  }

  /** Takes over what changed, unless that was done just now. */
  async refresh(): Promise<void> {
    if (Date.now() - this.refreshedAt < FRESH_MS) return;
    this.refreshing ??= this.load().finally(() => (this.refreshing = undefined));
    await this.refreshing;
  }

  /** The steps in force of a sensor together; whoever asks is alone in changing them. */
  async lockTotal(sensorId: string, tx: Transaction): Promise<number> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('adjust ' || $1, 0))`, [
      `${tx.tenantId} ${sensorId}`,
    ]);
    const [row] = await tx.query<{ total: number | null }>(
      `SELECT sum(step) AS total FROM sensor_adjustment
       WHERE tenant_id = $1 AND sensor_id = $2 AND until_at IS NULL`,
      [tx.tenantId, sensorId],
    );
    return row?.total ?? 0;
  }

  /** Adds an adjustment; undefined when the anomaly led to one before. */
  async add(
    made: Pick<
      AdjustmentView,
      'id' | 'sensorId' | 'equipmentId' | 'anomalyId' | 'step' | 'adjustedBy'
    > & { readonly answer: AnomalyAnswer; readonly from: Date },
    tx: Transaction,
  ): Promise<AdjustmentView | undefined> {
    const [row] = await tx.query<Row>(
      `INSERT INTO sensor_adjustment (tenant_id, id, sensor_id, equipment_id, anomaly_id, answer,
         step, adjusted_by, from_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
      [
        ...[tx.tenantId, made.id, made.sensorId, made.equipmentId, made.anomalyId, made.answer],
        ...[made.step, made.adjustedBy, made.from],
      ],
    );
    return row && viewOf(row);
  }

  async findInForceOf(anomalyId: string, tx: Transaction): Promise<AdjustmentView | undefined> {
    const [row] = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM sensor_adjustment
       WHERE tenant_id = $1 AND anomaly_id = $2 AND until_at IS NULL`,
      [tx.tenantId, anomalyId],
    );
    return row && viewOf(row);
  }

  async find(id: string, tx: Transaction): Promise<AdjustmentView | undefined> {
    const [row] = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM sensor_adjustment WHERE tenant_id = $1 AND id = $2`,
      [tx.tenantId, id],
    );
    return row && viewOf(row);
  }

  /** Takes one back; undefined when it is not there or was taken back before. */
  async revert(
    id: string,
    { until, by, reason }: { until: Date; by: string; reason: string },
    tx: Transaction,
  ): Promise<AdjustmentView | undefined> {
    const [row] = await tx.query<Row>(
      `UPDATE sensor_adjustment SET until_at = greatest($3, from_at), reverted_by = $4,
         revert_reason = $5, changed_at = clock_timestamp()
       WHERE tenant_id = $1 AND id = $2 AND until_at IS NULL RETURNING ${COLUMNS}`,
      [tx.tenantId, id, until, by, reason],
    );
    return row && viewOf(row);
  }

  async list(request: ListAdjustments, tx: Transaction): Promise<Page<AdjustmentView>> {
    const { limit, offset } = pageWindow(request);
    const { sensorId = null, equipmentId = null, state = null } = request;
    const rows = await tx.query<Row>(
      `SELECT ${COLUMNS}, (count(*) OVER ())::int AS total FROM sensor_adjustment
       WHERE tenant_id = $1 AND ($2::uuid IS NULL OR sensor_id = $2)
         AND ($3::uuid IS NULL OR equipment_id = $3)
         AND ($4::text IS NULL OR (until_at IS NULL) = ($4 = 'in_force'))
       ORDER BY created_at DESC, id DESC LIMIT $5 OFFSET $6`,
      [tx.tenantId, sensorId, equipmentId, state, limit, offset],
    );
    return { items: rows.map(viewOf), totalCount: rows[0]?.total ?? 0 };
  }

  private async load(): Promise<void> {
    const startedAt = Date.now();
    const since = new Date(Math.max(0, this.refreshedAt - OVERLAP_MS));
    const rows = await this.unitOfWork.system((tx) =>
      tx.query<{ id: string; sensorId: string; step: number; from: Date; until: Date | null }>(
        `SELECT id, sensor_id AS "sensorId", step, from_at AS "from", until_at AS until
         FROM sensor_adjustment WHERE changed_at >= $1`,
        [since],
      ),
    );
    for (const { id, sensorId, step, from, until } of rows) {
      const known = this.known.get(sensorId) ?? new Map<string, Adjustment>();
      known.set(id, { step, fromMs: from.getTime(), untilMs: until?.getTime() ?? Infinity });
      this.known.set(sensorId, known);
    }
    this.refreshedAt = startedAt;
  }
}
