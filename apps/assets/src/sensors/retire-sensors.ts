import { Injectable } from '@nestjs/common';
import { SensorRetired, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { SensorRepository } from '../persistence/sensors/sensor.repository.js';
import { toldOf } from './sensor-told.js';

/** Takes the sensors of equipment that goes out of use along. */
@Injectable()
export class RetireSensors {
  constructor(private readonly sensors: SensorRepository) {}

  async allOf(equipmentId: string, tx: Transaction): Promise<EventDraft[]> {
    const events: EventDraft[] = [];
    for (const sensor of await this.sensors.lockUsedAt(equipmentId, tx)) {
      const retired = await this.sensors.save(sensor, { retiredAt: new Date() }, tx);
      events.push(toldOf(SensorRetired, retired));
    }
    return events;
  }
}
