import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import type { DoneWork } from '../../domain/operating-under-work.js';
import type { OpenWork } from '../../domain/work-state.js';

/** The work orders that are open at equipment. */
@Injectable()
export class OpenWorkRepository {
  async add(
    work: { workOrderId: string; equipmentId: string } & Omit<OpenWork, 'isStarted'>,
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO open_work (tenant_id, work_order_id, equipment_id, is_corrective, is_unplanned)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
      [tx.tenantId, work.workOrderId, work.equipmentId, work.isCorrective, work.isUnplanned],
    );
  }

  async start(workOrderId: string, tx: Transaction): Promise<void> {
    await tx.query(
      'UPDATE open_work SET is_started = true WHERE tenant_id = $1 AND work_order_id = $2',
      [tx.tenantId, workOrderId],
    );
  }

  /** Forgets a work order; answers what it was when it was known and under way. */
  async remove(workOrderId: string, tx: Transaction): Promise<DoneWork | undefined> {
    const [gone] = await tx.query<DoneWork & { isStarted: boolean }>(
      `WITH gone AS (
         DELETE FROM open_work WHERE tenant_id = $1 AND work_order_id = $2
         RETURNING is_corrective, is_started
       )
       SELECT is_corrective AS "isCorrective", is_started AS "isStarted" FROM gone`,
      [tx.tenantId, workOrderId],
    );
    return gone?.isStarted ? { isCorrective: gone.isCorrective } : undefined;
  }

  listFor(equipmentId: string, tx: Transaction): Promise<OpenWork[]> {
    return tx.query<OpenWork>(
      `SELECT is_corrective AS "isCorrective", is_unplanned AS "isUnplanned",
              is_started AS "isStarted" FROM open_work
       WHERE tenant_id = $1 AND equipment_id = $2`,
      [tx.tenantId, equipmentId],
    );
  }
}
