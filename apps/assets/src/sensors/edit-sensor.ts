import { Injectable } from '@nestjs/common';
import {
  SensorChanged,
  type ChangeSensor,
  type EventDraft,
  type SensorView,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Refusal } from '@libs/messaging';
import type { Sensor } from '../persistence/sensors/sensor.entity.js';
import { SensorRepository, sensorView } from '../persistence/sensors/sensor.repository.js';
import { sensorChanges } from './sensor-changes.js';
import { refuseEmptyRange } from './sensor-range.js';
import { toldOf } from './sensor-told.js';
import { keptUnit } from './sensor-unit.js';

/** Changes sensors, and hands them out to change. */
@Injectable()
export class EditSensor {
  constructor(private readonly sensors: SensorRepository) {}

  async edit(
    patch: ChangeSensor,
    tx: Transaction,
  ): Promise<{ reply: SensorView; events: EventDraft[] }> {
    const unit = patch.unit === undefined ? undefined : await keptUnit(patch.unit);
    const row = await this.lockUsed(patch, tx);
    const changes = sensorChanges(row, patch, unit);
    if (Object.keys(changes).length === 0) return { reply: sensorView(row), events: [] };
    const { rangeMin, rangeMax } = { ...row, ...changes };
    refuseEmptyRange(rangeMin, rangeMax);
    const saved = await this.sensors.save(row, changes, tx);
    return { reply: sensorView(saved), events: [toldOf(SensorChanged, saved)] };
  }

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
