import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type ListSensorFaults,
  type Page,
  type SensorFaultDetected,
  type SensorFaultEnded,
  type SensorFaultView,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';

type Row = Omit<SensorFaultView, 'since' | 'measuredAt' | 'endedAt'> & {
  readonly since: Date;
  readonly measuredAt: Date;
  readonly endedAt: Date | null;
  readonly total: number;
};

const COLUMNS = `id, equipment_id AS "equipmentId", sensor_id AS "sensorId",
  sensor_key AS "sensorKey", kind, since, measured_at AS "measuredAt", ended_at AS "endedAt",
  value, unit, explanation, explanation_ar, detector_version AS "detectorVersion",
  correlation_id AS "correlationId"`;

const viewOf = ({ total: _, ...row }: Row): SensorFaultView => ({
  ...row,
  since: row.since.toISOString(),
  measuredAt: row.measuredAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
});

/** Faults of sensors. Found again after a crash they are the same, and nothing is added. */
@Injectable()
export class SensorFaultRepository {
  /** Adds a fault; false when it was found before. */
  async add(fault: SensorFaultDetected, correlationId: string, tx: Transaction): Promise<boolean> {
    const added = await tx.query(
      `INSERT INTO sensor_fault (tenant_id, id, equipment_id, sensor_id, sensor_key, kind, since,
         measured_at, value, unit, explanation, explanation_ar, detector_version, correlation_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
       ON CONFLICT ON CONSTRAINT sensor_fault_pkey DO NOTHING RETURNING 1`,
      [
        tx.tenantId,
        fault.faultId,
        fault.equipmentId,
        fault.sensorId,
        fault.sensorKey,
        fault.kind,
        fault.since,
        fault.measuredAt,
        fault.value,
        fault.unit,
        fault.explanation,
        fault.explanation_ar,
        fault.detectorVersion,
        correlationId,
      ],
    );
    return added.length > 0;
  }

  /** Ends a fault; answers the correlation under which it began, when it was open. */
  async end(
    { faultId, measuredAt }: SensorFaultEnded,
    tx: Transaction,
  ): Promise<string | undefined> {
    const [row] = await tx.query<{ correlationId: string }>(
      `UPDATE sensor_fault SET ended_at = $3
       WHERE tenant_id = $1 AND id = $2 AND ended_at IS NULL
       RETURNING correlation_id AS "correlationId"`,
      [tx.tenantId, faultId, measuredAt],
    );
    return row?.correlationId;
  }

  async list(request: ListSensorFaults, tx: Transaction): Promise<Page<SensorFaultView>> {
    const { limit, offset } = pageWindow(request);
    const { equipmentId, sensorId, kind, status, from, to } = request;
    const rows = await tx.query<Row>(
      `SELECT ${COLUMNS}, (count(*) OVER ())::int AS total FROM sensor_fault
       WHERE tenant_id = $1
         AND ($2::uuid IS NULL OR equipment_id = $2) AND ($3::uuid IS NULL OR sensor_id = $3)
         AND ($4::text IS NULL OR kind = $4)
         AND ($5::text IS NULL OR (ended_at IS NULL) = ($5 = 'open'))
         AND ($6::timestamptz IS NULL OR coalesce(ended_at, 'infinity') >= $6)
         AND ($7::timestamptz IS NULL OR since < $7)
       ORDER BY measured_at DESC, id LIMIT $8 OFFSET $9`,
      [
        tx.tenantId,
        equipmentId ?? null,
        sensorId ?? null,
        kind ?? null,
        status ?? null,
        from ?? null,
        to ?? null,
        limit,
        offset,
      ],
    );
    return { items: rows.map(viewOf), totalCount: rows[0]?.total ?? 0 };
  }
}
