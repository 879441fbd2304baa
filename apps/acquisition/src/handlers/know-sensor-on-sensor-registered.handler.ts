import { SensorRegistered, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { ConnectivityRepository } from '../persistence/connectivity.repository.js';
import { SensorRepository } from '../persistence/sensor.repository.js';

@Handles(SensorRegistered)
export class KnowSensorOnSensorRegistered implements EventHandler<SensorRegistered> {
  constructor(
    private readonly sensors: SensorRepository,
    private readonly connectivity: ConnectivityRepository,
  ) {}

  async handle(sensor: SensorRegistered, tx: Transaction): Promise<EventDraft[]> {
    await this.sensors.save(sensor, tx);
    await this.connectivity.watch(tx);
    return [];
  }
}
