import { Injectable } from '@nestjs/common';
import type { SensorRegistered } from '@libs/contracts';
import type { Transaction } from '@libs/database';

/** A sensor as detection needs it. */
export interface WatchedSensor {
  readonly id: string;
  readonly equipmentId: string;
  readonly key: string;
  readonly unit: string;
}

/** What detection takes over of a registration. */
type Registered = Pick<SensorRegistered, 'sensorId' | 'equipmentId' | 'key' | 'unit'>;

@Injectable()
export class SensorRepository {
  async save(sensor: Registered, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO sensor (tenant_id, id, equipment_id, key, unit) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (tenant_id, id) DO UPDATE SET key = $4, unit = $5`,
      [tx.tenantId, sensor.sensorId, sensor.equipmentId, sensor.key, sensor.unit],
    );
  }

  /** Every machine that has sensors. */
  async equipmentIds(tx: Transaction): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT DISTINCT equipment_id::text AS id FROM sensor WHERE tenant_id = $1 ORDER BY 1`,
      [tx.tenantId],
    );
    return rows.map(({ id }) => id);
  }

  async find(id: string, tx: Transaction): Promise<WatchedSensor | undefined> {
    const [row] = await tx.query<WatchedSensor>(
      `SELECT id, equipment_id AS "equipmentId", key, unit FROM sensor
       WHERE tenant_id = $1 AND id = $2`,
      [tx.tenantId, id],
    );
    return row;
  }
}
