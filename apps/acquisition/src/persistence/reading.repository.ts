import { Injectable } from '@nestjs/common';
import type {
  GetReading,
  GetSeries,
  LatestValueView,
  ListReadings,
  Quality,
  ReadingView,
  SeriesView,
  Stretch,
} from '@libs/contracts';
import {
  Parameters,
  walkRows,
  type SortOrder,
  type SystemTransaction,
  type Transaction,
} from '@libs/database';
import type { ReadingToRecord } from '../domain/fold-readings.js';

/** What recording came to. */
export interface Recorded {
  /** Readings that were not there before. */
  readonly fresh: readonly ReadingToRecord[];
  /** Readings whose instant was recorded with another value before. */
  readonly corrected: readonly ReadingToRecord[];
}

type Instant = Pick<ReadingToRecord, 'measuredAt'>;

interface Row {
  readonly measured_at: Date;
  readonly value: number;
  readonly quality: Quality;
  readonly recorded_at: Date;
}

const MEASURED_AT = { sql: 'measured_at', kind: 'instant' } as const;
const OLDEST_FIRST: SortOrder = { name: 'oldest', keys: [MEASURED_AT] };
const NEWEST_FIRST: SortOrder = { name: 'newest', keys: [{ ...MEASURED_AT, descending: true }] };

const COLUMNS = 'unnest($2::uuid[], $3::timestamptz[], $4::float8[], $5::text[])';

function columnsOf(tx: Transaction, readings: readonly ReadingToRecord[]): unknown[] {
  return [
    tx.tenantId,
    readings.map((each) => each.sensor.sensorId),
    readings.map((each) => new Date(each.measuredAt).toISOString()),
    readings.map((each) => each.value),
    readings.map((each) => each.quality),
  ];
}

@Injectable()
export class ReadingRepository {
  private readonly months = new Set<string>();

  /** Makes the time partitions that readings need; the next start may find them made. */
  async preparePartitions(
    readings: readonly Instant[],
    tx: SystemTransaction,
  ): Promise<readonly string[]> {
    const needed = new Set(
      readings.map((each) => new Date(each.measuredAt).toISOString().slice(0, 7)),
    );
    const missing = [...needed].filter((month) => !this.months.has(month));
    for (const month of missing) {
      await tx.query('SELECT acquisition.ensure_reading_partition($1::date)', [`${month}-01`]);
    }
    return missing;
  }

  /** Remembers partitions that were made in a transaction that committed. */
  rememberPartitions(months: readonly string[]): void {
    for (const month of months) this.months.add(month);
  }

  /** Whether all partitions for these readings are known to be there. */
  hasPartitions(readings: readonly Instant[]): boolean {
    return readings.every((each) =>
      this.months.has(new Date(each.measuredAt).toISOString().slice(0, 7)),
    );
  }

  /**
   * Records readings. The same sensor, instant and value again is nothing; another value
   * takes its place, and the former one is kept as correction.
   */
  async record(readings: readonly ReadingToRecord[], tx: Transaction): Promise<Recorded> {
    if (readings.length === 0) return { fresh: [], corrected: [] };
    const known = await tx.query<{ place: string }>(
      `WITH sent AS (
         SELECT * FROM ${COLUMNS} WITH ORDINALITY AS s (sensor_id, measured_at, value, quality, place)
       ), added AS (
         INSERT INTO reading (tenant_id, sensor_id, measured_at, value, quality)
         SELECT $1, sensor_id, measured_at, value, quality FROM sent
         ON CONFLICT DO NOTHING
         RETURNING sensor_id, measured_at
       )
       SELECT place FROM sent LEFT JOIN added USING (sensor_id, measured_at)
       WHERE added.sensor_id IS NULL`,
      columnsOf(tx, readings),
    );
    if (known.length === 0) return { fresh: readings, corrected: [] };
    const places = new Set(known.map((row) => Number(row.place) - 1));
    const repeated = readings.filter((_, place) => places.has(place));
    return {
      fresh: readings.filter((_, place) => !places.has(place)),
      corrected: await this.correct(repeated, tx),
    };
  }

  /** Puts the newest of these readings, per sensor, where latest values are read. */
  async saveLatest(readings: readonly ReadingToRecord[], tx: Transaction): Promise<void> {
    const newest = new Map<string, ReadingToRecord>();
    for (const each of readings) {
      const other = newest.get(each.sensor.sensorId);
      if (!other || other.measuredAt <= each.measuredAt) newest.set(each.sensor.sensorId, each);
    }
    if (newest.size === 0) return;
    // In one order everywhere: two gateways with the same sensors must not block each other.
    const ordered = [...newest.values()].sort((a, b) =>
      a.sensor.sensorId < b.sensor.sensorId ? -1 : 1,
    );
    await tx.query(
      `INSERT INTO latest_value AS known (tenant_id, sensor_id, measured_at, value, quality)
       SELECT $1, * FROM ${COLUMNS}
       ON CONFLICT (tenant_id, sensor_id) DO UPDATE
         SET measured_at = excluded.measured_at, value = excluded.value,
             quality = excluded.quality, recorded_at = excluded.recorded_at
         WHERE known.measured_at <= excluded.measured_at`,
      columnsOf(tx, ordered),
    );
  }

  async find(
    { sensorId, measuredAt }: GetReading,
    tx: Transaction,
  ): Promise<ReadingView | undefined> {
    const [row] = await tx.query<{ value: number; quality: Quality; recorded_at: Date }>(
      `SELECT value, quality, recorded_at FROM reading
       WHERE tenant_id = $1 AND sensor_id = $2 AND measured_at = $3`,
      [tx.tenantId, sensorId, measuredAt],
    );
    if (!row) return undefined;
    const { value, quality, recorded_at: recordedAt } = row;
    return { sensorId, measuredAt, value, quality, recordedAt: recordedAt.toISOString() };
  }

  /** A range as it was recorded. */
  list(request: ListReadings, tx: Transaction): Promise<Stretch<ReadingView>> {
    const { sensorId, from, to, order } = request;
    const parameters = new Parameters();
    const where = [
      `tenant_id = ${parameters.add(tx.tenantId)} AND sensor_id = ${parameters.add(sensorId)}`,
      ...(from === undefined ? [] : [`measured_at >= ${parameters.add(from)}`]),
      ...(to === undefined ? [] : [`measured_at < ${parameters.add(to)}`]),
    ];
    const select = 'measured_at, value, quality, recorded_at';
    const sorted = order === 'oldest' ? OLDEST_FIRST : NEWEST_FIRST;
    const listing = { select, from: 'reading', where, parameters, order: () => sorted };
    return walkRows(listing, request, tx, (rows: Row[]) =>
      rows.map(({ measured_at: measuredAt, value, quality, recorded_at: recordedAt }) => ({
        sensorId,
        measuredAt: measuredAt.toISOString(),
        value,
        quality,
        recordedAt: recordedAt.toISOString(),
      })),
    );
  }

  /** A range in at most `maxPoints` buckets of equal width, each with its extremes and mean. */
  async series(request: GetSeries, tx: Transaction): Promise<SeriesView> {
    const { sensorId, from, to, maxPoints = 500 } = request;
    const spanMs = Date.parse(to) - Date.parse(from);
    const [{ count } = { count: 0 }] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM (
         SELECT 1 FROM reading
         WHERE tenant_id = $1 AND sensor_id = $2 AND measured_at >= $3 AND measured_at < $4
         LIMIT $5
       ) AS counted`,
      [tx.tenantId, sensorId, from, to, maxPoints + 1],
    );
    const bucketMs = count <= maxPoints ? 0 : Math.ceil(spanMs / maxPoints);
    const points = await tx.query<{
      at: Date;
      min: number;
      max: number;
      average: number;
      count: number;
    }>(
      `SELECT min(measured_at) AS at, min(value) AS min, max(value) AS max,
              avg(value) AS average, count(*)::int AS count
       FROM reading
       WHERE tenant_id = $1 AND sensor_id = $2 AND measured_at >= $3 AND measured_at < $4
       GROUP BY CASE WHEN $5::float8 = 0 THEN extract(epoch FROM measured_at)
                ELSE floor(extract(epoch FROM measured_at - $3::timestamptz) * 1000 / $5::float8) END
       ORDER BY 1`,
      [tx.tenantId, sensorId, from, to, bucketMs],
    );
    return {
      sensorId,
      from,
      to,
      bucketMs,
      points: points.map((point) => ({ ...point, at: point.at.toISOString() })),
    };
  }

  async latestOf(equipmentId: string, tx: Transaction): Promise<LatestValueView[]> {
    const rows = await tx.query<{
      sensor_id: string;
      key: string;
      unit: string;
      measured_at: Date;
      recorded_at: Date;
      value: number;
      quality: Quality;
    }>(
      `SELECT l.sensor_id, s.key, s.unit, l.measured_at, l.recorded_at, l.value, l.quality
       FROM sensor s JOIN latest_value l ON l.tenant_id = s.tenant_id AND l.sensor_id = s.id
       WHERE s.tenant_id = $1 AND s.equipment_id = $2 ORDER BY s.key`,
      [tx.tenantId, equipmentId],
    );
    return rows.map((row) => ({
      sensorId: row.sensor_id,
      equipmentId,
      key: row.key,
      unit: row.unit,
      measuredAt: row.measured_at.toISOString(),
      recordedAt: row.recorded_at.toISOString(),
      value: row.value,
      quality: row.quality,
    }));
  }

  private async correct(
    repeated: readonly ReadingToRecord[],
    tx: Transaction,
  ): Promise<readonly ReadingToRecord[]> {
    const rows = await tx.query<{ place: string }>(
      `WITH sent AS (
         SELECT * FROM ${COLUMNS} WITH ORDINALITY AS s (sensor_id, measured_at, value, quality, place)
       ), differing AS (
         SELECT sent.*, r.value AS former_value, r.quality AS former_quality,
                r.recorded_at AS former_recorded_at
         FROM sent JOIN reading r ON r.tenant_id = $1 AND r.sensor_id = sent.sensor_id
           AND r.measured_at = sent.measured_at AND r.value <> sent.value
       ), kept AS (
         INSERT INTO reading_correction
           (tenant_id, sensor_id, measured_at, former_value, former_quality, former_recorded_at)
         SELECT $1, sensor_id, measured_at, former_value, former_quality, former_recorded_at
         FROM differing
       ), changed AS (
         UPDATE reading r SET value = d.value, quality = d.quality, recorded_at = now()
         FROM differing d WHERE r.tenant_id = $1 AND r.sensor_id = d.sensor_id
           AND r.measured_at = d.measured_at
       )
       SELECT place FROM differing`,
      columnsOf(tx, repeated),
    );
    const places = new Set(rows.map((row) => Number(row.place) - 1));
    return repeated.filter((_, place) => places.has(place));
  }
}
