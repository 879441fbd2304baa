import { SensorRetired, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { LimitRepository } from '../persistence/limit.repository.js';

@Handles(SensorRetired)
export class RemoveLimitsOnSensorRetired implements EventHandler<SensorRetired> {
  constructor(private readonly limits: LimitRepository) {}

  async handle({ sensorId }: SensorRetired, tx: Transaction): Promise<EventDraft[]> {
    await this.limits.removeAllOf(sensorId, tx);
    return [];
  }
}
