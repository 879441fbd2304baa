import { Injectable } from '@nestjs/common';
import type { AnomalyAnswer } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { JudgedAnomaly } from '../domain/backtests/known-failures.js';

/** How often a detector was right, as people say. */
export interface Precision {
  readonly detectorVersion: string;
  readonly right: number;
  readonly wrong: number;
}

/** What people said of anomalies. */
@Injectable()
export class FeedbackRepository {
  /** Notes an answer in place of an earlier one. */
  async note(
    anomalyId: string,
    said: { answer: AnomalyAnswer; workOrderId: string | null; by: string },
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO anomaly_feedback (tenant_id, anomaly_id, answer, work_order_id, given_by)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (tenant_id, anomaly_id) DO UPDATE
         SET answer = $3, work_order_id = $4, given_by = $5, given_at = now()`,
      [tx.tenantId, anomalyId, said.answer, said.workOrderId, said.by],
    );
  }

  async precision(tx: Transaction): Promise<Precision[]> {
    return tx.query<Precision>(
      `SELECT a.detector_version AS "detectorVersion",
         count(*) FILTER (WHERE f.answer = 'right')::int AS right,
         count(*) FILTER (WHERE f.answer = 'wrong')::int AS wrong
       FROM anomaly_feedback f JOIN anomaly a ON a.tenant_id = f.tenant_id AND a.id = f.anomaly_id
       WHERE f.tenant_id = $1 GROUP BY 1`,
      [tx.tenantId],
    );
  }

  async judgedOf(
    equipmentId: string,
    { from, to }: { from: Date; to: Date },
    tx: Transaction,
  ): Promise<JudgedAnomaly[]> {
    const rows = await tx.query<
      Omit<JudgedAnomaly, 'beganMs' | 'endedMs'> & { beganAt: Date; endedAt: Date | null }
    >(
      `SELECT a.id AS "anomalyId", f.answer, f.work_order_id AS "workOrderId", a.explanation,
         a.measured_at AS "beganAt", a.expired_at AS "endedAt"
       FROM anomaly_feedback f JOIN anomaly a ON a.tenant_id = f.tenant_id AND a.id = f.anomaly_id
       WHERE f.tenant_id = $1 AND a.equipment_id = $2 AND a.measured_at >= $3
         AND a.measured_at <= $4 ORDER BY a.measured_at`,
      [tx.tenantId, equipmentId, from, to],
    );
    return rows.map(({ beganAt, endedAt, ...row }) => ({
      ...row,
      beganMs: beganAt.getTime(),
      endedMs: (endedAt ?? beganAt).getTime(),
    }));
  }
}
