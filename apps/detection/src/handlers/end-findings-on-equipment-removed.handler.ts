import {
  AnomalyExpired,
  draft,
  EquipmentRemoved,
  type CloudEvent,
  type EventDraft,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { RetiredSensorRepository } from '../persistence/retired-sensor.repository.js';
import { EpisodeRepository } from '../persistence/versions/episode.repository.js';

@Handles(EquipmentRemoved)
export class EndFindingsOnEquipmentRemoved implements EventHandler<EquipmentRemoved> {
  constructor(
    private readonly findings: RetiredSensorRepository,
    private readonly episodes: EpisodeRepository,
  ) {}

  /** Its sensors are retired with it, and end what was found of each. */
  async handle(
    { equipmentId }: EquipmentRemoved,
    tx: Transaction,
    about: CloudEvent,
  ): Promise<EventDraft[]> {
    const at = new Date(about.time);
    await this.episodes.endAllOf(equipmentId, at, tx);
    const anomalies = await this.findings.endOfMachine(equipmentId, at, tx);
    return anomalies.map(({ told, ...began }) => draft(AnomalyExpired, told, began));
  }
}
