import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type ListPlanOccurrences,
  type OccurrenceView,
  type Page,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { Occurrence, OrderEnd } from '../domain/plan-at-equipment.js';
import {
  NAMED_COLUMNS,
  NAMED_OCCURRENCES,
  OCCURRENCE_COLUMNS,
  occurrenceOf,
  occurrenceView,
  type NamedOccurrenceRow,
  type OccurrenceRow,
} from './occurrence-rows.js';

const NAMED = `SELECT ${NAMED_COLUMNS}, count(*) OVER () AS "totalCount" ${NAMED_OCCURRENCES}`;

type NamedRow = NamedOccurrenceRow & { readonly totalCount: string };

function pageOf(rows: readonly NamedRow[]): Page<OccurrenceView> {
  const items = rows.map(({ totalCount: _, ...row }) => occurrenceView(row));
  return { items, totalCount: Number(rows[0]?.totalCount ?? 0) };
}

@Injectable()
export class OccurrenceRepository {
  /** What is not over on an equipment, with what was merged into it. */
  async live(equipmentId: string, tx: Transaction): Promise<Occurrence[]> {
    const rows = await tx.query<OccurrenceRow>(
      `WITH RECURSIVE live AS (
         SELECT o.* FROM plan_occurrence o WHERE o.tenant_id = $1 AND o.equipment_id = $2
           AND o.status NOT IN ('done', 'skipped', 'merged')
         UNION
         SELECT o.* FROM plan_occurrence o JOIN live
           ON o.tenant_id = live.tenant_id AND o.merged_into = live.id AND o.status = 'merged'
         WHERE o.tenant_id = $1 AND o.equipment_id = $2
       ) SELECT ${OCCURRENCE_COLUMNS} FROM live o ORDER BY o.plan_id, o.key`,
      [tx.tenantId, equipmentId],
    );
    return rows.map(occurrenceOf);
  }

  async save(equipmentId: string, each: Occurrence, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO plan_occurrence (tenant_id, id, plan_id, equipment_id, key, plan_version, status,
         due_at, due_reading, sensor_key, overdue, merged_into, reason, work_order_id, ended_at,
         asked_by_kind, asked_by_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
       ON CONFLICT ON CONSTRAINT plan_occurrence_pkey DO UPDATE SET status = excluded.status,
         due_at = excluded.due_at, due_reading = excluded.due_reading,
         sensor_key = excluded.sensor_key, overdue = excluded.overdue,
         merged_into = excluded.merged_into, reason = excluded.reason,
         work_order_id = excluded.work_order_id, ended_at = excluded.ended_at,
         asked_by_kind = excluded.asked_by_kind, asked_by_id = excluded.asked_by_id`,
      [
        ...[tx.tenantId, each.id, each.planId, equipmentId, each.key, each.planVersion],
        ...[each.status, instant(each.dueAt), each.dueReading?.reading ?? null],
        ...[each.dueReading?.sensorKey ?? null, each.overdue, each.mergedInto, each.reason],
        ...[each.workOrderId, instant(each.endedAt)],
        ...[each.askedBy?.kind ?? null, each.askedBy?.id ?? null],
      ],
    );
  }

  async remove(id: string, tx: Transaction): Promise<void> {
    const sql = 'DELETE FROM plan_occurrence WHERE tenant_id = $1 AND id = $2';
    await tx.query(sql, [tx.tenantId, id]);
  }

  async find(id: string, tx: Transaction): Promise<OccurrenceView | undefined> {
    const sql = `${NAMED} WHERE o.tenant_id = $1 AND o.id = $2`;
    return pageOf(await tx.query<NamedRow>(sql, [tx.tenantId, id])).items[0];
  }

  /** How the work orders ended that occurrences wait for. */
  async ordersOf(
    occurrences: readonly Occurrence[],
    tx: Transaction,
  ): Promise<Record<string, OrderEnd>> {
    const ids = occurrences.flatMap(({ workOrderId }) => workOrderId ?? []);
    const rows = await tx.query<{ id: string; status: string; completedAt: Date | null }>(
      `SELECT id, status, completed_at AS "completedAt" FROM work_order
       WHERE tenant_id = $1 AND id = ANY($2)
         AND (status IN ('completed', 'closed', 'cancelled') OR signed_at IS NOT NULL)`,
      [tx.tenantId, ids],
    );
    const ends = rows.map(({ id, status, completedAt }): [string, OrderEnd] => {
      if (status === 'cancelled') return [id, { kind: 'cancelled' }];
      if (status !== 'completed' && status !== 'closed') return [id, { kind: 'signed' }];
      return [id, { kind: 'completed', at: completedAt?.getTime() ?? Date.now() }];
    });
    return Object.fromEntries(ends);
  }

  async list(request: ListPlanOccurrences, tx: Transaction): Promise<Page<OccurrenceView>> {
    const { limit, offset } = pageWindow(request);
    const { planId = null, equipmentId = null, status = null, team = null } = request;
    const { workOrderId = null, from = null, until = null } = request;
    const rows = await tx.query<NamedRow>(
      `${NAMED} WHERE o.tenant_id = $1 AND ($2::uuid IS NULL OR o.plan_id = $2)
         AND ($3::uuid IS NULL OR o.equipment_id = $3) AND ($4::text IS NULL OR o.status = $4)
         AND ($5::text IS NULL OR p.team = $5) AND ($6::uuid IS NULL OR o.work_order_id = $6)
         AND ($7::timestamptz IS NULL OR o.due_at >= $7)
         AND ($8::timestamptz IS NULL OR o.due_at < $8)
       ORDER BY o.due_at NULLS LAST, o.id LIMIT $9 OFFSET $10`,
      [tx.tenantId, planId, equipmentId, status, team, workOrderId, from, until, limit, offset],
    );
    return pageOf(rows);
  }
}

const instant = (at: number | null): Date | null => (at === null ? null : new Date(at));
