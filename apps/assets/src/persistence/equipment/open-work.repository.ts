import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import type { OpenWork } from '../../domain/work-state.js';

/** The work orders that are open at equipment. */
@Injectable()
export class OpenWorkRepository {
  async add(
    work: { workOrderId: string; equipmentId: string; isCorrective: boolean },
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO open_work (tenant_id, work_order_id, equipment_id, is_corrective)
       VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [tx.tenantId, work.workOrderId, work.equipmentId, work.isCorrective],
    );
  }

  async start(workOrderId: string, tx: Transaction): Promise<void> {
    await tx.query(
      'UPDATE open_work SET is_started = true WHERE tenant_id = $1 AND work_order_id = $2',
      [tx.tenantId, workOrderId],
    );
  }

  async remove(workOrderId: string, tx: Transaction): Promise<void> {
    await tx.query('DELETE FROM open_work WHERE tenant_id = $1 AND work_order_id = $2', [
      tx.tenantId,
      workOrderId,
    ]);
  }

  listFor(equipmentId: string, tx: Transaction): Promise<OpenWork[]> {
    return tx.query<OpenWork>(
      `SELECT is_corrective AS "isCorrective", is_started AS "isStarted" FROM open_work
       WHERE tenant_id = $1 AND equipment_id = $2`,
      [tx.tenantId, equipmentId],
    );
  }
}
