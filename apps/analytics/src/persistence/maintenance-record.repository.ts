import { Injectable } from '@nestjs/common';
import type { MaintenanceRecordAdded } from '@libs/contracts';
import type { Transaction } from '@libs/database';

@Injectable()
export class MaintenanceRecordRepository {
  async add(record: MaintenanceRecordAdded, tx: Transaction): Promise<void> {
    const { recordId, equipmentId, workOrderId, performedAt, cost, failure, corrects } = record;
    await tx.query(
      `INSERT INTO maintenance_record (tenant_id, id, equipment_id, work_order_id, performed_at,
         cost, is_failure, corrects)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
      [
        ...[tx.tenantId, recordId, equipmentId, workOrderId ?? null, performedAt],
        ...[cost ?? null, failure !== undefined, corrects ?? null],
      ],
    );
  }
}
