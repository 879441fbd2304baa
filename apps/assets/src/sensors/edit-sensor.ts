import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import { Refusal } from '@libs/messaging';
import type { Sensor } from '../persistence/sensors/sensor.entity.js';
import { SensorRepository } from '../persistence/sensors/sensor.repository.js';

/** Hands out sensors to change. */
@Injectable()
export class EditSensor {
  constructor(private readonly sensors: SensorRepository) {}

  /** A sensor in use, in the version that the caller has seen. */
  async lockUsed(
    { sensorId, expectedVersion }: { sensorId: string; expectedVersion?: number },
    tx: Transaction,
  ): Promise<Sensor> {
    const row = await this.sensors.lockFor(sensorId, tx);
    if (!row) throw Refusal.notFound('sensor', sensorId);
    if (expectedVersion !== undefined && expectedVersion !== row.version) {
      throw Refusal.stale('sensor', row.version);
    }
    if (row.retiredAt) throw Refusal.conflict('The sensor is retired.', []);
    return row;
  }
}
