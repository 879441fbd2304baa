import { SensorRetired, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { SensorRepository } from '../persistence/sensor.repository.js';

@Handles(SensorRetired)
export class RefuseReadingsOnSensorRetired implements EventHandler<SensorRetired> {
  constructor(private readonly sensors: SensorRepository) {}

  async handle(sensor: SensorRetired, tx: Transaction): Promise<EventDraft[]> {
    await this.sensors.save(sensor, tx);
    return [];
  }
}
