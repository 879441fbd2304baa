import { Injectable } from '@nestjs/common';
import type { RegisterSensor } from '@libs/contracts';
import { violatedConstraint, type Transaction } from '@libs/database';
import { Refusal } from '@libs/messaging';
import { v7 as uuidv7 } from 'uuid';
import { EquipmentRepository } from '../persistence/equipment/equipment.repository.js';
import type { Sensor } from '../persistence/sensors/sensor.entity.js';
import { SensorRepository } from '../persistence/sensors/sensor.repository.js';
import { refuseEmptyRange } from './sensor-range.js';
import { keptUnit } from './sensor-unit.js';

const TAKEN: Readonly<Record<string, string>> = {
  sensor_code_key: 'A sensor with this code is registered already.',
  sensor_key_key: 'The equipment has a sensor with this key already.',
};

/** Takes sensors into the registry. */
@Injectable()
export class NewSensor {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly sensors: SensorRepository,
  ) {}

  async add(asked: RegisterSensor, tx: Transaction): Promise<Sensor> {
    const [row] = await this.addAll([asked], tx);
    if (!row) throw new Error('Of one that was asked for, none was added.');
    return row;
  }

  /** Adds all that is asked for, in that order, or none of it. */
  async addAll(asked: readonly RegisterSensor[], tx: Transaction): Promise<Sensor[]> {
    for (const each of asked) refuseEmptyRange(each.rangeMin, each.rangeMax);
    const units = await Promise.all(asked.map(({ unit }) => keptUnit(unit)));
    const ids = [...new Set(asked.map(({ equipmentId }) => equipmentId))];
    const present = await this.equipment.present(ids, tx);
    const missing = ids.find((id) => !present.has(id));
    if (missing !== undefined) throw Refusal.notFound('equipment', missing);
    const rows = asked.map((each, index) => rowOf(each, units[index] ?? each.unit));
    try {
      await this.sensors.addAll(rows, tx);
    } catch (error) {
      const taken = TAKEN[violatedConstraint(error) ?? ''];
      if (taken) throw Refusal.conflict(taken);
      throw error;
    }
    return rows;
  }
}

function rowOf(asked: RegisterSensor, unit: string): Sensor {
  const { equipmentId, code, key, kind = 'gauge' } = asked;
  const now = new Date();
  return {
    id: uuidv7(),
    equipmentId,
    code,
    key,
    name: asked.name ?? null,
    unit,
    kind,
    rangeMin: asked.rangeMin ?? null,
    rangeMax: asked.rangeMax ?? null,
    expectedPeriodMs: asked.expectedPeriodMs ?? null,
    version: 1,
    createdAt: now,
    updatedAt: now,
    retiredAt: null,
  };
}
