import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type ListMaintenanceDues,
  type MaintenanceDueView,
  type Page,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { Occurrence, PlanWords } from '../domain/plan-at-equipment.js';

type Row = Omit<MaintenanceDueView, 'dueAt' | 'createdAt' | 'descriptions'> & {
  readonly dueAt: Date | null;
  readonly createdAt: Date;
  readonly descriptions: Record<string, string> | null;
  readonly totalCount: string;
};

function dueView({
  totalCount: _,
  descriptions,
  dueAt,
  createdAt,
  ...row
}: Row): MaintenanceDueView {
  return {
    ...row,
    ...(descriptions && { descriptions }),
    dueAt: dueAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

/** Maintenance that is due, with all that a list shows. */
@Injectable()
export class DueRepository {
  async show(
    equipmentId: string,
    each: Occurrence,
    plan: PlanWords,
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO maintenance_due (tenant_id, id, plan_id, equipment_id, equipment_name,
         maintenance_type, description, descriptions, priority, status, due_at, due_hours,
         is_overdue, work_order_id)
       VALUES ($1, $2, $3, $4,
         coalesce((SELECT name FROM equipment WHERE tenant_id = $1 AND id = $4), ''),
         $5, $6, $7, $8, $9, $10, $11, $12, $13)
       ON CONFLICT ON CONSTRAINT maintenance_due_pkey DO UPDATE SET
         equipment_name = excluded.equipment_name, maintenance_type = excluded.maintenance_type,
         description = excluded.description, descriptions = excluded.descriptions,
         priority = excluded.priority, status = excluded.status, due_at = excluded.due_at,
         due_hours = excluded.due_hours, is_overdue = excluded.is_overdue,
         work_order_id = excluded.work_order_id`,
      [
        ...[tx.tenantId, each.id, each.planId, equipmentId, plan.maintenanceType],
        ...[plan.description ?? plan.title, plan.descriptions ?? null, plan.priority ?? 'medium'],
        ...[each.status, each.dueAt === null ? null : new Date(each.dueAt)],
        ...[each.dueReading?.reading ?? null, each.overdue, each.workOrderId],
      ],
    );
  }

  async hide(ids: readonly string[], tx: Transaction): Promise<void> {
    const sql = 'DELETE FROM maintenance_due WHERE tenant_id = $1 AND id = ANY($2)';
    await tx.query(sql, [tx.tenantId, ids]);
  }

  async rename(equipmentId: string, name: string, tx: Transaction): Promise<void> {
    await tx.query(
      `UPDATE maintenance_due SET equipment_name = $3
       WHERE tenant_id = $1 AND equipment_id = $2 AND equipment_name <> $3`,
      [tx.tenantId, equipmentId, name],
    );
  }

  async list(request: ListMaintenanceDues, tx: Transaction): Promise<Page<MaintenanceDueView>> {
    const { limit, offset } = pageWindow(request);
    const { overdue, priority = null, equipmentId = null } = request;
    const late = overdue === undefined ? null : overdue === 'true';
    const rows = await tx.query<Row>(
      `SELECT id, plan_id AS "planId", equipment_id AS "equipmentId",
         equipment_name AS "equipmentName", maintenance_type AS "maintenanceType", description,
         descriptions, priority, status, due_at AS "dueAt", due_hours AS "dueHours",
         is_overdue AS "isOverdue", work_order_id AS "workOrderId", created_at AS "createdAt",
         count(*) OVER () AS "totalCount"
       FROM maintenance_due
       WHERE tenant_id = $1 AND ($2::boolean IS NULL OR is_overdue = $2)
         AND ($3::text IS NULL OR priority = $3) AND ($4::uuid IS NULL OR equipment_id = $4)
       ORDER BY is_overdue DESC, due_at NULLS LAST, id LIMIT $5 OFFSET $6`,
      [tx.tenantId, late, priority, equipmentId, limit, offset],
    );
    return { items: rows.map(dueView), totalCount: Number(rows[0]?.totalCount ?? 0) };
  }
}
