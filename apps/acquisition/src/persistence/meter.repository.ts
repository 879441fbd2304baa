import { Injectable } from '@nestjs/common';
import type { MeterEpochStarted, SensorKind } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { Mark, MeterEpoch, Shown } from '../domain/counted.js';

/** A sensor that may tell of energy; it may be out of use by now. */
export interface Meter {
  readonly id: string;
  readonly equipmentId: string;
  readonly unit: string;
  readonly kind: SensorKind;
  readonly expectedPeriodMs: number | null;
}

/** A quantity times the time that it was in force, and how long none was. */
export interface Integral {
  readonly amountMs: number | null;
  readonly coveredMs: number;
}

interface Stretch {
  readonly from: string;
  readonly to: string;
}

@Injectable()
export class MeterRepository {
  async noteEpoch(
    { sensorId, startedAt, offset }: MeterEpochStarted,
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO meter_epoch (tenant_id, sensor_id, started_at, epoch_offset)
       VALUES ($1, $2, $3, $4)
       ON CONFLICT ON CONSTRAINT meter_epoch_pkey
         DO UPDATE SET epoch_offset = excluded.epoch_offset`,
      [tx.tenantId, sensorId, startedAt, offset],
    );
  }

  async epochsOf(sensorId: string, tx: Transaction): Promise<MeterEpoch[]> {
    return tx.query<MeterEpoch>(
      `SELECT (extract(epoch FROM started_at) * 1000)::float8 AS "startedAt",
         epoch_offset AS "offset"
       FROM meter_epoch WHERE tenant_id = $1 AND sensor_id = $2 ORDER BY started_at`,
      [tx.tenantId, sensorId],
    );
  }

  countersAndGauges(equipmentIds: readonly string[], tx: Transaction): Promise<Meter[]> {
    return tx.query<Meter>(
      `SELECT id, equipment_id AS "equipmentId", unit, kind,
         expected_period_ms AS "expectedPeriodMs"
       FROM sensor
       WHERE tenant_id = $1 AND equipment_id = ANY($2::uuid[]) AND kind IN ('counter', 'gauge')
       ORDER BY id`,
      [tx.tenantId, equipmentIds],
    );
  }

  /** The readings around the ends of a stretch and around each midnight (UTC) in it. */
  async marksIn(sensorId: string, { from, to }: Stretch, tx: Transaction): Promise<Mark[]> {
    const rows = await tx.query<{
      at: number;
      beforeAt: number | null;
      before: number | null;
      afterAt: number | null;
      after: number | null;
    }>(
      `SELECT ${msOf('t.at')} AS "at", ${msOf('b.measured_at')} AS "beforeAt", b.value AS before,
         ${msOf('a.measured_at')} AS "afterAt", a.value AS after
       FROM (
         SELECT $3::timestamptz UNION SELECT $4::timestamptz UNION
         SELECT day FROM generate_series(
           date_trunc('day', $3::timestamptz, 'UTC') + interval '24 h', $4, interval '24 h') AS day
       ) AS t (at)
       LEFT JOIN LATERAL (${reading('<= t.at', 'DESC')}) AS b ON true
       LEFT JOIN LATERAL (${reading('> t.at', 'ASC')}) AS a ON true
       ORDER BY t.at`,
      [tx.tenantId, sensorId, from, to],
    );
    return rows.map(({ at, ...around }) => ({
      at,
      before: shown(around.beforeAt, around.before),
      after: shown(around.afterAt, around.after),
    }));
  }

  /** Each value counts until the next, but no longer than `holdMs`; below zero nothing was used. */
  async integrate(
    sensorId: string,
    { from, to }: Stretch,
    holdMs: number,
    tx: Transaction,
  ): Promise<Integral> {
    const [row] = await tx.query<Integral>(
      `SELECT sum(greatest(value, 0) * ms) AS "amountMs", coalesce(sum(ms), 0) AS "coveredMs"
       FROM (
         SELECT value, greatest(0, ${msOf(`least(
             lead(measured_at) OVER (ORDER BY measured_at), measured_at + $5 * interval '1 ms', $4)
           - greatest(measured_at, $3)`)}) AS ms
         FROM reading
         WHERE tenant_id = $1 AND sensor_id = $2 AND quality <> 'bad'
           AND measured_at > $3::timestamptz - $5 * interval '1 ms'
           AND measured_at < $4::timestamptz
       ) AS held`,
      [tx.tenantId, sensorId, from, to, holdMs],
    );
    return row ?? { amountMs: null, coveredMs: 0 };
  }
}

const msOf = (expression: string): string => `(extract(epoch FROM ${expression}) * 1000)::float8`;

const reading = (when: string, order: 'ASC' | 'DESC'): string =>
  `SELECT measured_at, value FROM reading
   WHERE tenant_id = $1 AND sensor_id = $2 AND measured_at ${when} AND quality <> 'bad'
   ORDER BY measured_at ${order} LIMIT 1`;

const shown = (at: number | null, value: number | null): Shown | null =>
  at === null || value === null ? null : { at, value };
