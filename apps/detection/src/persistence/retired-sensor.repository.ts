import { Injectable } from '@nestjs/common';
import type { AnomalyExpired, LimitReturned, SensorFaultEnded } from '@libs/contracts';
import type { Transaction } from '@libs/database';

/** What was open at a sensor, and the correlation under which it began. */
interface Ended<T> {
  readonly told: T;
  readonly correlationId: string;
}
interface Times {
  readonly correlationId: string;
  readonly endedAt: Date;
}
type Told<T> = Omit<T, 'equipmentId' | 'sensorId' | 'sensorKey' | 'measuredAt'>;
type OfMachine = Pick<AnomalyExpired, 'anomalyId' | 'sensorId' | 'sensorKey'> & {
  readonly kind: 'equipment';
  readonly episode: string | null;
};
type Sensor = Pick<AnomalyExpired, 'equipmentId' | 'sensorId' | 'sensorKey'>;

/** Ends what only further readings could have ended; none come from what is retired or removed. */
@Injectable()
export class RetiredSensorRepository {
  async endAnomalies(sensor: Sensor, at: Date, tx: Transaction): Promise<Ended<AnomalyExpired>[]> {
    const rows = await tx.query<{ anomalyId: string; episode: string | null } & Times>(
      `UPDATE anomaly SET expired_at = greatest(measured_at, $3)
       WHERE tenant_id = $1 AND sensor_id = $2 AND kind = 'sensor' AND expired_at IS NULL
       RETURNING id AS "anomalyId", episode, correlation_id AS "correlationId",
         expired_at AS "endedAt"`,
      [tx.tenantId, sensor.sensorId, at],
    );
    return rows.map(({ episode, ...row }) =>
      toldOf(sensor, { ...row, ...(episode !== null && { episode }) }),
    );
  }

  /** What was found of a machine as a whole; its sensors' own findings end with each of them. */
  async endOfMachine(
    equipmentId: string,
    at: Date,
    tx: Transaction,
  ): Promise<Ended<AnomalyExpired>[]> {
    const rows = await tx.query<OfMachine & Times>(
      `UPDATE anomaly SET expired_at = greatest(measured_at, $3)
       WHERE tenant_id = $1 AND equipment_id = $2 AND kind = 'equipment' AND expired_at IS NULL
       RETURNING id AS "anomalyId", kind, episode, sensor_id AS "sensorId",
         sensor_key AS "sensorKey", correlation_id AS "correlationId", expired_at AS "endedAt"`,
      [tx.tenantId, equipmentId, at],
    );
    return rows.map(({ episode, sensorId, sensorKey, ...row }) =>
      toldOf(
        { equipmentId, sensorId, sensorKey },
        { ...row, ...(episode !== null && { episode }) },
      ),
    );
  }

  async endExceedances(sensor: Sensor, at: Date, tx: Transaction): Promise<Ended<LimitReturned>[]> {
    const rows = await tx.query<Told<LimitReturned> & Times>(
      `UPDATE limit_exceedance e SET returned_at = greatest(e.exceeded_at, $3)
       FROM sensor_limit l
       WHERE e.tenant_id = $1 AND l.tenant_id = $1 AND l.id = e.limit_id AND l.sensor_id = $2
         AND e.returned_at IS NULL
       RETURNING e.limit_id AS "limitId", l.kind, e.value, e.correlation_id AS "correlationId",
         e.returned_at AS "endedAt"`,
      [tx.tenantId, sensor.sensorId, at],
    );
    return rows.map((row) => toldOf(sensor, row));
  }

  async endFaults(sensor: Sensor, at: Date, tx: Transaction): Promise<Ended<SensorFaultEnded>[]> {
    const rows = await tx.query<Omit<Told<SensorFaultEnded>, 'since'> & Times & { since: Date }>(
      `UPDATE sensor_fault SET ended_at = greatest(measured_at, $3)
       WHERE tenant_id = $1 AND sensor_id = $2 AND ended_at IS NULL
       RETURNING id AS "faultId", kind, since, correlation_id AS "correlationId",
         ended_at AS "endedAt"`,
      [tx.tenantId, sensor.sensorId, at],
    );
    return rows.map(({ since, ...row }) => toldOf(sensor, { ...row, since: since.toISOString() }));
  }
}

const toldOf = <T extends object>(
  { equipmentId, sensorId, sensorKey }: Sensor,
  { correlationId, endedAt, ...rest }: T & Times,
) => ({
  told: { ...rest, equipmentId, sensorId, sensorKey, measuredAt: endedAt.toISOString() },
  correlationId,
});
