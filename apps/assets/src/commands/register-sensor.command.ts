import { draft, RegisterSensor, SensorRegistered } from '@libs/contracts';
import { violatedConstraint } from '@libs/database';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { v7 as uuidv7 } from 'uuid';
import { EquipmentRepository } from '../persistence/equipment.repository.js';
import { SensorRepository, sensorView } from '../persistence/sensor.repository.js';

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
    const { equipmentId, code, key, unit, kind = 'gauge' } = request;
    const { rangeMin, rangeMax, expectedPeriodMs } = request;
    if (rangeMin !== undefined && rangeMax !== undefined && rangeMin >= rangeMax) {
      throw Refusal.invalid([{ field: 'rangeMax', message: 'rangeMax must be above rangeMin' }]);
    }
    if (!(await this.equipment.find(equipmentId, tx))) {
      throw Refusal.notFound('equipment', equipmentId);
    }
    const row = {
      id: uuidv7(),
      equipmentId,
      code,
      key,
      name: request.name ?? null,
      unit,
      kind,
      rangeMin: rangeMin ?? null,
      rangeMax: rangeMax ?? null,
      expectedPeriodMs: expectedPeriodMs ?? null,
      createdAt: new Date(),
    };
    try {
      await this.sensors.add(row, tx);
    } catch (error) {
      const taken = TAKEN[violatedConstraint(error) ?? ''];
      if (taken) throw Refusal.conflict(taken);
      throw error;
    }
    const { id: sensorId, ...view } = sensorView({ ...row, tenantId: tx.tenantId });
    const { name: _, createdAt: __, ...event } = { ...view, sensorId, kind };
    return {
      reply: { ...view, id: sensorId },
      events: [draft(SensorRegistered, event)],
    };
  }
}
