import { MeterEpochStarted, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { PlannedEquipmentRepository } from '../persistence/planned-equipment.repository.js';

@Handles(MeterEpochStarted)
export class NoteEpochOnMeterEpochStarted implements EventHandler<MeterEpochStarted> {
  constructor(private readonly planned: PlannedEquipmentRepository) {}

  async handle(
    epoch: MeterEpochStarted,
    tx: Transaction,
    about: CloudEvent,
  ): Promise<EventDraft[]> {
    const { equipmentId, sensorId, startedAt, offset } = epoch;
    await this.planned.noteEpoch(sensorId, new Date(startedAt), offset, tx);
    if (!(await this.planned.lockFor(equipmentId, tx))) return [];
    await this.planned.wake(equipmentId, about.correlationid, tx);
    return [];
  }
}
