import {
  AnomalyExpired,
  draft,
  LimitReturned,
  SensorFaultEnded,
  SensorRetired,
  type CloudEvent,
  type EventDraft,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { LimitRepository } from '../persistence/limit.repository.js';
import { RetiredSensorRepository } from '../persistence/retired-sensor.repository.js';
import { EpisodeRepository } from '../persistence/versions/episode.repository.js';

@Handles(SensorRetired)
export class EndFindingsOnSensorRetired implements EventHandler<SensorRetired> {
  constructor(
    private readonly limits: LimitRepository,
    private readonly findings: RetiredSensorRepository,
    private readonly episodes: EpisodeRepository,
  ) {}

  async handle(
    { sensorId, equipmentId, key: sensorKey }: SensorRetired,
    tx: Transaction,
    about: CloudEvent,
  ): Promise<EventDraft[]> {
    const sensor = { sensorId, equipmentId, sensorKey };
    const at = new Date(about.time);
    await this.limits.removeAllOf(sensorId, tx);
    await this.episodes.endAllOf(sensorId, at, tx);
    const anomalies = await this.findings.endAnomalies(sensor, at, tx);
    const exceedances = await this.findings.endExceedances(sensor, at, tx);
    const faults = await this.findings.endFaults(sensor, at, tx);
    return [
      ...anomalies.map(({ told, ...began }) => draft(AnomalyExpired, told, began)),
      ...exceedances.map(({ told, ...began }) => draft(LimitReturned, told, began)),
      ...faults.map(({ told, ...began }) => draft(SensorFaultEnded, told, began)),
    ];
  }
}
