import { Injectable } from '@nestjs/common';
import { draft, MaintenanceRecordAdded, type EventDraft } from '@libs/contracts';
import type { MaintenanceRecordFields, MaintenanceRecordView } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { Caller } from '@libs/messaging';
import { MaintenanceRecordRepository } from '../persistence/records/record.repository.js';

/** Writes down what was done, once and for all, and tells it. */
@Injectable()
export class KeepRecord {
  constructor(private readonly records: MaintenanceRecordRepository) {}

  async keep(
    fields: MaintenanceRecordFields,
    by: Caller,
    tx: Transaction,
  ): Promise<{ record: MaintenanceRecordView; event: EventDraft }> {
    const record = await this.records.add(fields, by, tx);
    const { id: recordId, recordedAt: _, ...told } = record;
    return { record, event: draft(MaintenanceRecordAdded, { ...told, recordId }) };
  }
}
