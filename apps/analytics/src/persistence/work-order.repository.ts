import { Injectable } from '@nestjs/common';
import type { WorkOrderEvent, WorkOrderKind } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { Work } from '../domain/timeline/facts.js';

/** The instants of a work order's life that matter here. */
export type WorkOrderInstant = 'created_at' | 'started_at' | 'completed_at' | 'cancelled_at';

interface Row {
  readonly id: string;
  readonly label: string;
  readonly kind: WorkOrderKind | null;
  readonly started_at: Date | null;
  readonly completed_at: Date | null;
}

@Injectable()
export class WorkOrderRepository {
  /** Notes one instant of a work order's life; the others may come before or after. */
  async note(
    event: WorkOrderEvent & { readonly kind?: WorkOrderKind },
    [what, at]: readonly [WorkOrderInstant, string],
    tx: Transaction,
  ): Promise<void> {
    const { workOrderId, equipmentId, number, title, kind = null } = event;
    await tx.query(
      `INSERT INTO work_order AS w (tenant_id, id, equipment_id, label, kind, ${what})
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT ON CONSTRAINT work_order_pkey DO UPDATE
         SET kind = coalesce(excluded.kind, w.kind), ${what} = excluded.${what}`,
      [tx.tenantId, workOrderId, equipmentId, `${number}: ${title}`, kind, at],
    );
  }

  async begunAt(equipmentId: string, tx: Transaction): Promise<Work[]> {
    const rows = await tx.query<Row>(
      `SELECT id, label, kind, started_at, completed_at FROM work_order
       WHERE tenant_id = $1 AND equipment_id = $2 AND started_at IS NOT NULL`,
      [tx.tenantId, equipmentId],
    );
    return rows.map(({ id, label, kind, started_at, completed_at }) => ({
      ...{ id, label, kind },
      startedAt: started_at?.getTime() ?? null,
      completedAt: completed_at?.getTime() ?? null,
    }));
  }
}
