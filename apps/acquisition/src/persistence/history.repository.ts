import { Injectable } from '@nestjs/common';
import type { Quality, ReadHistory, ReadingsHistory, RecordedSensor } from '@libs/contracts';
import type { Transaction } from '@libs/database';

interface SensorRow extends Pick<RecordedSensor, 'equipmentId' | 'key' | 'unit' | 'kind'> {
  id: string;
  rangeMin: number | null;
  rangeMax: number | null;
}

interface Row {
  sensorId: string;
  measuredAt: number;
  recordedAt: number;
  value: number;
  quality: Quality;
}

const AT_MOST = 5000;

/** What was recorded, page after page, at the cost of the page. */
@Injectable()
export class HistoryRepository {
  async read(request: ReadHistory, tx: Transaction): Promise<ReadingsHistory> {
    const sensors = await this.sensorsOf(request, tx);
    const each = Math.max(1, Math.floor((request.atMost ?? AT_MOST) / Math.max(1, sensors.length)));
    const rows = await this.firstOfEach(sensors, each, request, tx);
    // Beyond what a sensor gave last, it may have more that belongs between the others'.
    const horizon = horizonOf(rows, each);
    const within = rows.filter(({ measuredAt }) => measuredAt <= horizon);
    const places = new Map(sensors.map(({ sensorId }, place) => [sensorId, place]));
    return {
      sensors,
      sensor: within.map(({ sensorId }) => places.get(sensorId) ?? -1),
      measuredAt: within.map(({ measuredAt }) => measuredAt),
      value: within.map(({ value }) => value),
      quality: within.map(({ quality }) => quality),
      recordedAt: within.map(({ recordedAt }) => recordedAt),
      next: Number.isFinite(horizon) ? new Date(horizon + 1).toISOString() : null,
    };
  }

  private async sensorsOf(request: ReadHistory, tx: Transaction): Promise<RecordedSensor[]> {
    const rows = await tx.query<SensorRow>(
      `SELECT id, equipment_id AS "equipmentId", key, unit, kind, range_min AS "rangeMin",
         range_max AS "rangeMax"
       FROM sensor WHERE tenant_id = $1 AND equipment_id = $2 AND ($3::uuid IS NULL OR id = $3)
       ORDER BY id`,
      [tx.tenantId, request.equipmentId, request.sensorId ?? null],
    );
    return rows.map(({ id: sensorId, rangeMin, rangeMax, ...row }) => ({
      sensorId,
      ...row,
      ...(rangeMin !== null && { rangeMin }),
      ...(rangeMax !== null && { rangeMax }),
    }));
  }

  private firstOfEach(
    sensors: readonly RecordedSensor[],
    each: number,
    { from, to }: ReadHistory,
    tx: Transaction,
  ): Promise<Row[]> {
    return tx.query<Row>(
      `SELECT s.id AS "sensorId", r.value, r.quality,
         (extract(epoch FROM r.measured_at) * 1000)::float8 AS "measuredAt",
         (extract(epoch FROM r.recorded_at) * 1000)::float8 AS "recordedAt"
       FROM unnest($2::uuid[]) AS s (id) CROSS JOIN LATERAL (
         SELECT measured_at, recorded_at, value, quality FROM reading
         WHERE tenant_id = $1 AND sensor_id = s.id AND measured_at >= $3 AND measured_at < $4
         ORDER BY measured_at LIMIT $5
       ) r
       ORDER BY r.measured_at, s.id`,
      [tx.tenantId, sensors.map(({ sensorId }) => sensorId), from, to, each],
    );
  }
}

/** Up to where every sensor's readings are there. */
function horizonOf(rows: readonly Row[], each: number): number {
  const given = new Map<string, { count: number; lastMs: number }>();
  for (const { sensorId, measuredAt } of rows) {
    const count = (given.get(sensorId)?.count ?? 0) + 1;
    given.set(sensorId, { count, lastMs: measuredAt });
  }
  const cut = [...given.values()].filter(({ count }) => count >= each);
  return Math.min(...cut.map(({ lastMs }) => lastMs));
}
