import { SensorChanged, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { SensorRepository } from '../persistence/sensor.repository.js';

@Handles(SensorChanged)
export class KnowSensorOnSensorChanged implements EventHandler<SensorChanged> {
  constructor(private readonly sensors: SensorRepository) {}

  async handle(sensor: SensorChanged, tx: Transaction): Promise<EventDraft[]> {
    await this.sensors.save(sensor, tx);
    return [];
  }
}
