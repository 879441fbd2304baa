import { AnomalyDetected, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { AssessHealth } from '../equipment/assess-health.js';
import { HealthRepository } from '../persistence/equipment/health.repository.js';

@Handles(AnomalyDetected)
export class AssessHealthOnAnomalyDetected implements EventHandler<AnomalyDetected> {
  constructor(
    private readonly health: HealthRepository,
    private readonly assessing: AssessHealth,
  ) {}

  async handle(
    found: AnomalyDetected,
    tx: Transaction,
    { time }: CloudEvent,
  ): Promise<EventDraft[]> {
    const { equipmentId, sensorId, sensorKey, anomalyId, severity, explanation: text } = found;
    const signals = found.contributors?.map(({ sensorKey: key, share }) => ({
      sensorKey: key,
      share,
    })) ?? [{ sensorKey, share: 1 }];
    const anomaly = { anomalyId, severity, text, signals, since: new Date(found.measuredAt) };
    const subject = found.kind === 'equipment' ? 'equipment' : sensorId;
    await this.health.noteAnomaly(equipmentId, subject, anomaly, tx);
    return this.assessing.at(equipmentId, new Date(time), tx);
  }
}
