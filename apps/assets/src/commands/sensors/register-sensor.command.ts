import { RegisterSensor, SensorRegistered } from '@libs/contracts';
import { violatedConstraint } from '@libs/database';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { v7 as uuidv7 } from 'uuid';
import { EquipmentRepository } from '../../persistence/equipment/equipment.repository.js';
import type { Sensor } from '../../persistence/sensors/sensor.entity.js';
import { SensorRepository, sensorView } from '../../persistence/sensors/sensor.repository.js';
import { refuseEmptyRange } from '../../sensors/sensor-range.js';
import { keptUnit } from '../../sensors/sensor-unit.js';
import { toldOf } from '../../sensors/sensor-told.js';

const TAKEN: Readonly<Record<string, string>> = {
  sensor_code_key: 'A sensor with this code is registered already.',
  sensor_key_key: 'The equipment has a sensor with this key already.',
};

@Answers(RegisterSensor)
export class RegisterSensorHandler implements RequestHandler<RegisterSensor> {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly sensors: SensorRepository,
  ) {}

  async execute({ request, tx }: Call<RegisterSensor>): Promise<Answer<RegisterSensor>> {
    refuseEmptyRange(request.rangeMin, request.rangeMax);
    const unit = await keptUnit(request.unit);
    if (!(await this.equipment.find(request.equipmentId, tx))) {
      throw Refusal.notFound('equipment', request.equipmentId);
    }
    const row = newSensor(request, unit);
    try {
      await this.sensors.add(row, tx);
    } catch (error) {
      const taken = TAKEN[violatedConstraint(error) ?? ''];
      if (taken) throw Refusal.conflict(taken);
      throw error;
    }
    return { reply: sensorView(row), events: [toldOf(SensorRegistered, row)] };
  }
}

function newSensor(asked: RegisterSensor, unit: string): Sensor {
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
