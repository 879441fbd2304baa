import { MaintenanceRecordAdded, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { MaintenanceRecordRepository } from '../persistence/maintenance-record.repository.js';

@Handles(MaintenanceRecordAdded)
export class NoteRecordOnMaintenanceRecordAdded implements EventHandler<MaintenanceRecordAdded> {
  constructor(private readonly records: MaintenanceRecordRepository) {}

  async handle(record: MaintenanceRecordAdded, tx: Transaction): Promise<EventDraft[]> {
    await this.records.add(record, tx);
    return [];
  }
}
