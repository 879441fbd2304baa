import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type HoldReason,
  type ListWorkOrderHistory,
  type Page,
  type WorkOrderHistoryView,
  type WorkOrderStatus,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { WorkOrder } from './work-order.entity.js';

/** Why a work order changed, and through whom. */
export interface Taken {
  readonly action: string;
  readonly from: WorkOrderStatus | null;
  readonly by: { readonly actor: string; readonly name: string };
  readonly holdReason?: HoldReason | null;
  readonly reason?: string | null;
}

interface Row extends Omit<WorkOrderHistoryView, 'at'> {
  readonly at: Date;
}

/** Every change of every work order; what is written is never changed. */
@Injectable()
export class WorkOrderStepRepository {
  /** Notes how a work order got its present version. */
  async note(order: WorkOrder, taken: Taken, tx: Transaction): Promise<void> {
    const { action, from, by, holdReason = null, reason = null } = taken;
    await tx.query(
      `INSERT INTO work_order_step (tenant_id, work_order_id, version, action, from_status,
         to_status, by_actor, by_name, hold_reason, reason, taken_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now())`,
      [
        ...[tx.tenantId, order.id, order.version, action, from, order.status],
        ...[by.actor, by.name, holdReason, reason],
      ],
    );
  }

  async list(request: ListWorkOrderHistory, tx: Transaction): Promise<Page<WorkOrderHistoryView>> {
    const { limit, offset } = pageWindow(request);
    const of = [tx.tenantId, request.workOrderId];
    const rows = await tx.query<Row>(
      `SELECT version, action, from_status AS "from", to_status AS "to", by_name AS by,
         by_actor AS actor, hold_reason AS "holdReason", reason, taken_at AS at
       FROM work_order_step WHERE tenant_id = $1 AND work_order_id = $2
       ORDER BY version DESC LIMIT $3 OFFSET $4`,
      [...of, limit, offset],
    );
    const [count] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM work_order_step
       WHERE tenant_id = $1 AND work_order_id = $2`,
      of,
    );
    const items = rows.map((row) => ({ ...row, at: row.at.toISOString() }));
    return { items, totalCount: count?.count ?? 0 };
  }
}
