import { SensorRegistered, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { SensorRepository } from '../persistence/sensor.repository.js';

@Handles(SensorRegistered)
export class KnowSensorOnSensorRegistered implements EventHandler<SensorRegistered> {
  constructor(private readonly sensors: SensorRepository) {}

  async handle(sensor: SensorRegistered, tx: Transaction): Promise<EventDraft[]> {
    await this.sensors.save(sensor, tx);
    return [];
  }
}
