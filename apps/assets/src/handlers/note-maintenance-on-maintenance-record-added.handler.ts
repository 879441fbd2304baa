import { MaintenanceRecordAdded, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { NoteWork } from '../equipment/note-work.js';
import { EquipmentRepository } from '../persistence/equipment/equipment.repository.js';

@Handles(MaintenanceRecordAdded)
export class NoteMaintenanceOnMaintenanceRecordAdded implements EventHandler<MaintenanceRecordAdded> {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly noting: NoteWork,
  ) {}

  async handle(
    record: MaintenanceRecordAdded,
    tx: Transaction,
    { time }: CloudEvent,
  ): Promise<EventDraft[]> {
    const { equipmentId } = record;
    const known = await this.equipment.find(equipmentId, tx);
    const performedAt = new Date(record.performedAt);
    // What is recorded late was not the last.
    if (!known || (known.lastMaintenanceAt ?? performedAt) > performedAt) return [];
    const columns = { lastMaintenanceAt: performedAt };
    return this.noting.at(equipmentId, { at: time, columns }, tx);
  }
}
