import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type HealthBand,
  type HealthPoint,
  type HealthSignal,
  type ListEquipmentHealth,
  type Page,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { HealthSigns, OpenAnomaly, OpenCase } from '../../domain/health-index.js';
import { countRows } from '../count-rows.js';

const DAYS_OF_PAST = 30;

/** The health index from an instant on. */
export interface HealthMark {
  readonly at: Date;
  readonly index: number | null;
  readonly band: HealthBand | null;
  readonly definition: string;
}

/** What the health index is made of, and how it moved. */
@Injectable()
export class HealthRepository {
  /** One assessment of a piece of equipment at a time. */
  async lock(equipmentId: string, tx: Transaction): Promise<void> {
    await tx.query('SELECT 1 FROM equipment WHERE tenant_id = $1 AND id = $2 FOR UPDATE', [
      tx.tenantId,
      equipmentId,
    ]);
  }

  /** Null of equipment that is not registered. */
  async signsOf(equipmentId: string, at: Date, tx: Transaction): Promise<HealthSigns | null> {
    const about = [tx.tenantId, equipmentId];
    const [known] = await tx.query<{ heard: boolean; sensors: number; past: number }>(
      `SELECT heard_connectivity IS NOT NULL AS heard,
         (SELECT count(*)::int FROM sensor s WHERE s.tenant_id = $1 AND s.equipment_id = $2
            AND s.kind = 'gauge' AND s.retired_at IS NULL) AS sensors,
         (SELECT count(*)::int FROM past_case p WHERE p.tenant_id = $1 AND p.equipment_id = $2
            AND p.ended_at > $3::timestamptz - make_interval(days => $4)) AS past
       FROM equipment WHERE tenant_id = $1 AND id = $2`,
      [...about, at, DAYS_OF_PAST],
    );
    if (!known) return null;
    const cases = await tx.query<OpenCase>(
      `SELECT case_id AS "caseId", title, verdict, opened_at AS "openedAt" FROM open_case
       WHERE tenant_id = $1 AND equipment_id = $2 ORDER BY opened_at, case_id`,
      about,
    );
    const anomalies = await tx.query<OpenAnomaly>(
      `SELECT anomaly_id AS "anomalyId", severity, text, signals, since FROM open_anomaly
       WHERE tenant_id = $1 AND equipment_id = $2 ORDER BY since, anomaly_id`,
      about,
    );
    const { heard, sensors, past: pastCases } = known;
    return { heard, sensors, pastCases, cases, anomalies };
  }

  /** `subject` is the sensor, or the equipment as a whole: each has one open anomaly. */
  async noteAnomaly(
    equipmentId: string,
    subject: string,
    anomaly: OpenAnomaly,
    tx: Transaction,
  ): Promise<void> {
    const { anomalyId, severity, text, signals, since } = anomaly;
    await tx.query(
      `INSERT INTO open_anomaly
         (tenant_id, equipment_id, subject, anomaly_id, severity, text, signals, since)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (tenant_id, equipment_id, subject) DO UPDATE
         SET anomaly_id = excluded.anomaly_id, severity = excluded.severity,
             text = excluded.text, signals = excluded.signals`,
      [
        ...[tx.tenantId, equipmentId, subject, anomalyId, severity, text],
        ...[JSON.stringify(signals satisfies HealthSignal[]), since],
      ],
    );
  }

  async endAnomaly(equipmentId: string, subject: string, tx: Transaction): Promise<void> {
    await tx.query(
      'DELETE FROM open_anomaly WHERE tenant_id = $1 AND equipment_id = $2 AND subject = $3',
      [tx.tenantId, equipmentId, subject],
    );
  }

  async addMark(equipmentId: string, mark: HealthMark, tx: Transaction): Promise<void> {
    const { at, index, band, definition } = mark;
    await tx.query(
      `INSERT INTO health_mark (tenant_id, equipment_id, at, index, band, definition)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [tx.tenantId, equipmentId, at, index, band, definition],
    );
  }

  /** The newest, or the one that held at an instant. */
  async lastMark(equipmentId: string, tx: Transaction, at?: Date): Promise<HealthMark | undefined> {
    const [row] = await tx.query<HealthMark>(
      `SELECT at, index, band, definition FROM health_mark
       WHERE tenant_id = $1 AND equipment_id = $2 AND ($3::timestamptz IS NULL OR at <= $3)
       ORDER BY at DESC LIMIT 1`,
      [tx.tenantId, equipmentId, at ?? null],
    );
    return row;
  }

  async list(request: ListEquipmentHealth, tx: Transaction): Promise<Page<HealthPoint>> {
    const { limit, offset } = pageWindow(request);
    const { equipmentId, from, to } = request;
    const about = [tx.tenantId, equipmentId, from ?? null, to ?? null];
    const where = `tenant_id = $1 AND equipment_id = $2
      AND ($3::timestamptz IS NULL OR at >= $3) AND ($4::timestamptz IS NULL OR at < $4)`;
    const rows = await tx.query<HealthMark>(
      `SELECT at, index, band, definition FROM health_mark
       WHERE ${where} ORDER BY at DESC LIMIT $5 OFFSET $6`,
      [...about, limit, offset],
    );
    const totalCount = await countRows('health_mark', where, about, tx);
    return { items: rows.map((row) => ({ ...row, at: row.at.toISOString() })), totalCount };
  }
}
