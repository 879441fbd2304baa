import { AnomalyExpired, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { AssessHealth } from '../equipment/assess-health.js';
import { HealthRepository } from '../persistence/equipment/health.repository.js';

@Handles(AnomalyExpired)
export class AssessHealthOnAnomalyExpired implements EventHandler<AnomalyExpired> {
  constructor(
    private readonly health: HealthRepository,
    private readonly assessing: AssessHealth,
  ) {}

  async handle(
    { equipmentId, sensorId, kind }: AnomalyExpired,
    tx: Transaction,
    { time }: CloudEvent,
  ): Promise<EventDraft[]> {
    const subject = kind === 'equipment' ? 'equipment' : sensorId;
    await this.health.endAnomaly(equipmentId, subject, tx);
    return this.assessing.at(equipmentId, new Date(time), tx);
  }
}
