import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type ListMaintenancePlans,
  type MaintenancePlanView,
  type Page,
  type PlanStatus,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { planActions } from '../domain/plan-life.js';
import type { PlanWords, Standing } from '../domain/plan-at-equipment.js';

export interface Plan {
  readonly id: string;
  readonly status: PlanStatus;
  readonly definition: PlanWords;
  readonly version: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly changedBy: string;
  readonly changedAt: Date;
}

const COLUMNS = `id, status, definition, version, created_by AS "createdBy",
  created_at AS "createdAt", changed_by AS "changedBy", changed_at AS "changedAt"`;

export const planView = (plan: Plan): MaintenancePlanView => ({
  ...plan,
  allowedActions: planActions(plan.status),
  createdAt: plan.createdAt.toISOString(),
  changedAt: plan.changedAt.toISOString(),
});

@Injectable()
export class PlanRepository {
  /** Keeps a plan as it is now, and that it was so. */
  async save(plan: Plan, tx: Transaction): Promise<void> {
    const { id, status, definition, version, changedBy, changedAt } = plan;
    await tx.query(
      `INSERT INTO maintenance_plan (tenant_id, id, status, definition, team, version, created_by,
         created_at, changed_by, changed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT ON CONSTRAINT maintenance_plan_pkey DO UPDATE SET status = excluded.status,
         definition = excluded.definition, team = excluded.team, version = excluded.version,
         changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
      [
        ...[tx.tenantId, id, status, JSON.stringify(definition), definition.team ?? null, version],
        ...[plan.createdBy, plan.createdAt, changedBy, changedAt],
      ],
    );
    await tx.query(
      `INSERT INTO maintenance_plan_version
         (tenant_id, plan_id, version, status, definition, changed_by, changed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [tx.tenantId, id, version, status, JSON.stringify(definition), changedBy, changedAt],
    );
  }

  async find(id: string, tx: Transaction): Promise<Plan | undefined> {
    const sql = `SELECT ${COLUMNS} FROM maintenance_plan WHERE tenant_id = $1 AND id = $2`;
    return (await tx.query<Plan>(sql, [tx.tenantId, id]))[0];
  }

  /** Changes of one plan are made one after the other; its occurrences may be written meanwhile. */
  async lockFor(id: string, tx: Transaction): Promise<Plan | undefined> {
    const sql = `SELECT ${COLUMNS} FROM maintenance_plan
       WHERE tenant_id = $1 AND id = $2 FOR NO KEY UPDATE`;
    return (await tx.query<Plan>(sql, [tx.tenantId, id]))[0];
  }

  /** The plans that name a piece of equipment and are not retired, in one order everywhere. */
  lockAllFor(equipmentId: string, tx: Transaction): Promise<Plan[]> {
    return tx.query<Plan>(
      `SELECT ${COLUMNS} FROM maintenance_plan
       WHERE tenant_id = $1 AND status <> 'retired' AND definition->'equipmentIds' ? $2
       ORDER BY id FOR NO KEY UPDATE`,
      [tx.tenantId, equipmentId],
    );
  }

  /** The equipment that a plan is or was for. */
  async equipmentOf(planId: string, tx: Transaction): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT equipment_id AS id FROM plan_equipment WHERE tenant_id = $1 AND plan_id = $2
       ORDER BY equipment_id`,
      [tx.tenantId, planId],
    );
    return rows.map(({ id }) => id);
  }

  async saveStanding(
    { planId, equipmentId }: { planId: string; equipmentId: string },
    { included, standing }: { included: boolean; standing: Standing },
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO plan_equipment (tenant_id, plan_id, equipment_id, included, standing)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT ON CONSTRAINT plan_equipment_pkey
         DO UPDATE SET included = excluded.included, standing = excluded.standing`,
      [tx.tenantId, planId, equipmentId, included, JSON.stringify(standing)],
    );
  }

  async list(request: ListMaintenancePlans, tx: Transaction): Promise<Page<MaintenancePlanView>> {
    const { limit, offset } = pageWindow(request);
    const { status = null, equipmentId = null, team = null } = request;
    const rows = await tx.query<Plan & { totalCount: string }>(
      `SELECT ${COLUMNS}, count(*) OVER () AS "totalCount" FROM maintenance_plan
       WHERE tenant_id = $1 AND ($2::text IS NULL OR status = $2)
         AND ($3::text IS NULL OR definition->'equipmentIds' ? $3)
         AND ($4::text IS NULL OR team = $4)
       ORDER BY changed_at DESC, id LIMIT $5 OFFSET $6`,
      [tx.tenantId, status, equipmentId, team, limit, offset],
    );
    return {
      items: rows.map(({ totalCount: _, ...plan }) => planView(plan)),
      totalCount: Number(rows[0]?.totalCount ?? 0),
    };
  }
}
