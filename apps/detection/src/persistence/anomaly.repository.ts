import { Injectable } from '@nestjs/common';
import type {
  AnomalyDetected,
  AnomalyKind,
  AnomalyView,
  Contributor,
  ListAnomalies,
  OperatingModeWord,
  Page,
  Stretch,
} from '@libs/contracts';
import { listRows, Parameters, type SortOrder, type Transaction } from '@libs/database';

interface Row {
  id: string;
  equipment_id: string;
  sensor_id: string;
  sensor_key: string;
  measured_at: Date;
  expired_at: Date | null;
  value: number;
  unit: string;
  score: number;
  severity: 'alert' | 'alarm';
  expected_low: number | null;
  expected_high: number | null;
  parts: Record<string, number>;
  explanation: string;
  detector_version: string;
  correlation_id: string;
  kind: AnomalyKind;
  episode: string | null;
  contributors: Contributor[];
  explanation_ar: string | null;
  mode: OperatingModeWord | null;
}

const NEWEST_FIRST: SortOrder = {
  name: 'newest',
  keys: [
    { sql: 'measured_at', kind: 'instant', descending: true },
    { sql: 'id', kind: 'uuid' },
  ],
};

function viewOf(row: Row): AnomalyView {
  const { expected_low: low, expected_high: high } = row;
  return {
    id: row.id,
    equipmentId: row.equipment_id,
    sensorId: row.sensor_id,
    sensorKey: row.sensor_key,
    measuredAt: row.measured_at.toISOString(),
    expiredAt: row.expired_at?.toISOString() ?? null,
    value: row.value,
    unit: row.unit,
    score: row.score,
    severity: row.severity,
    expected: low === null || high === null ? null : { low, high },
    parts: row.parts,
    explanation: row.explanation,
    detectorVersion: row.detector_version,
    correlationId: row.correlation_id,
    kind: row.kind,
    episode: row.episode,
    contributors: row.contributors,
    explanation_ar: row.explanation_ar,
    mode: row.mode,
  };
}

/** Anomalies and exceedances. Found again after a crash they are the same, and nothing is added. */
@Injectable()
export class AnomalyRepository {
  /** Adds an anomaly; false when it was found before. */
  async add(anomaly: AnomalyDetected, correlationId: string, tx: Transaction): Promise<boolean> {
    const added = await tx.query(
      `INSERT INTO anomaly (tenant_id, id, equipment_id, sensor_id, sensor_key, measured_at, value,
         unit, score, severity, expected_low, expected_high, parts, explanation, detector_version,
         correlation_id, kind, episode, contributors, explanation_ar, mode)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
         $19, $20, $21)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [
        tx.tenantId,
        anomaly.anomalyId,
        anomaly.equipmentId,
        anomaly.sensorId,
        anomaly.sensorKey,
        anomaly.measuredAt,
        anomaly.value,
        anomaly.unit,
        anomaly.score,
        anomaly.severity,
        anomaly.expected?.low ?? null,
        anomaly.expected?.high ?? null,
        anomaly.parts,
        anomaly.explanation,
        anomaly.detectorVersion,
        correlationId,
        anomaly.kind ?? 'sensor',
        anomaly.episode ?? null,
        JSON.stringify(anomaly.contributors ?? []),
        anomaly.explanation_ar ?? null,
        anomaly.mode ?? null,
      ],
    );
    return added.length > 0;
  }

  /** Ends the open anomalies of a sensor or a machine; answers the newest one that was open. */
  async expire(
    kind: AnomalyKind,
    id: string,
    measuredAt: string,
    tx: Transaction,
  ): Promise<{ id: string; correlationId: string } | undefined> {
    const rows = await tx.query<{ id: string; correlation_id: string; measured_at: Date }>(
      `UPDATE anomaly SET expired_at = $3
       WHERE tenant_id = $1 AND kind = $4 AND expired_at IS NULL AND measured_at <= $3
         AND CASE kind WHEN 'sensor' THEN sensor_id ELSE equipment_id END = $2
       RETURNING id, correlation_id, measured_at`,
      [tx.tenantId, id, measuredAt, kind],
    );
    const newest = rows.sort((a, b) => a.measured_at.getTime() - b.measured_at.getTime()).at(-1);
    return newest && { id: newest.id, correlationId: newest.correlation_id };
  }

  /** Adds an exceedance; false when it was found before, or the limit is gone. */
  async exceed(
    limitId: string,
    exceededAt: string,
    value: number,
    correlationId: string,
    tx: Transaction,
  ): Promise<boolean> {
    const added = await tx.query(
      `INSERT INTO limit_exceedance (tenant_id, limit_id, exceeded_at, value, correlation_id)
       SELECT $1, id, $3, $4, $5 FROM sensor_limit
       WHERE tenant_id = $1 AND id = $2 AND removed_at IS NULL
       ON CONFLICT DO NOTHING RETURNING 1`,
      [tx.tenantId, limitId, exceededAt, value, correlationId],
    );
    return added.length > 0;
  }

  /** Ends the open exceedance of a limit; answers its correlation and kind, when one was open. */
  async comeBack(
    limitId: string,
    returnedAt: string,
    tx: Transaction,
  ): Promise<{ correlationId: string; kind: 'high' | 'low' } | undefined> {
    const [row] = await tx.query<{ correlation_id: string; kind: 'high' | 'low' }>(
      `UPDATE limit_exceedance e SET returned_at = $3
       FROM sensor_limit l
       WHERE e.tenant_id = $1 AND e.limit_id = $2 AND e.returned_at IS NULL
         AND e.exceeded_at <= $3 AND l.tenant_id = $1 AND l.id = $2
       RETURNING e.correlation_id, l.kind`,
      [tx.tenantId, limitId, returnedAt],
    );
    return row && { correlationId: row.correlation_id, kind: row.kind };
  }

  async find(id: string, tx: Transaction): Promise<AnomalyView | undefined> {
    const [row] = await tx.query<Row>('SELECT * FROM anomaly WHERE tenant_id = $1 AND id = $2', [
      tx.tenantId,
      id,
    ]);
    return row && viewOf(row);
  }

  /** Earlier anomalies of the same sensor or machine, as that kind of detector finds them, newest first. */
  async before({ id, kind = 'sensor' }: AnomalyView, tx: Transaction): Promise<AnomalyView[]> {
    const rows = await tx.query<Row>(
      `SELECT past.* FROM anomaly past JOIN anomaly found ON found.tenant_id = past.tenant_id
         AND found.id = $2 AND past.equipment_id = found.equipment_id AND past.kind = found.kind
         AND past.measured_at < found.measured_at
         AND past.detector_version = found.detector_version
       WHERE past.tenant_id = $1 AND ($3 = 'equipment' OR past.sensor_id = found.sensor_id)
       ORDER BY past.measured_at DESC, past.id LIMIT 200`,
      [tx.tenantId, id, kind],
    );
    return rows.map(viewOf);
  }

  list(request: ListAnomalies, tx: Transaction): Promise<Page<AnomalyView> | Stretch<AnomalyView>> {
    const parameters = new Parameters();
    const where = [`tenant_id = ${parameters.add(tx.tenantId)}`];
    const filter = (condition: string, value: string | undefined): void => {
      if (value !== undefined) where.push(`${condition} ${parameters.add(value)}`);
    };
    filter('equipment_id =', request.equipmentId);
    filter('sensor_id =', request.sensorId);
    filter('severity =', request.severity);
    filter('measured_at >=', request.from);
    filter('measured_at <', request.to);
    filter('kind =', request.kind);
    const listing = { select: '*', from: 'anomaly', where, parameters, order: () => NEWEST_FIRST };
    return listRows(listing, request, tx, (rows: Row[]) => rows.map(viewOf));
  }

  async count(tx: Transaction): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM anomaly WHERE tenant_id = $1',
      [tx.tenantId],
    );
    return row?.count ?? 0;
  }
}
