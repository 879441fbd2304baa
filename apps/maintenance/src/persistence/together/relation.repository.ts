import { Injectable } from '@nestjs/common';
import { pageWindow, type ListWorkOrderRelations, type RelationKind } from '@libs/contracts';
import type { Page, WorkOrderRelationView } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { KeptRelation } from '../../domain/relations/relation-words.js';

type Row = Omit<WorkOrderRelationView, 'at'> & { readonly at: Date };
const viewOf = (row: Row): WorkOrderRelationView => ({ ...row, at: row.at.toISOString() });

/** Both sides of each relation, seen from the work order $2. */
const SEEN = `SELECT $2::uuid AS "workOrderId", seen.kind, o.id AS "otherId", o.number, o.title,
    o.status, seen.by_name AS by, seen.related_at AS at
  FROM (
    SELECT tenant_id, kind, to_id AS other_id, by_name, related_at
      FROM work_order_relation WHERE tenant_id = $1 AND from_id = $2
    UNION ALL
    SELECT tenant_id, CASE kind WHEN 'parent_of' THEN 'child_of' WHEN 'blocks' THEN 'blocked_by'
        WHEN 'duplicates' THEN 'duplicated_by' ELSE 'followed_up_by' END,
        from_id, by_name, related_at
      FROM work_order_relation WHERE tenant_id = $1 AND to_id = $2
  ) seen JOIN work_order o ON o.tenant_id = seen.tenant_id AND o.id = seen.other_id`;

/** What work orders are to each other. */
@Injectable()
export class RelationRepository {
  /** Those who relate orders in the same way do so one after the other, so that circles are seen. */
  async lockKind({ kind }: KeptRelation, tx: Transaction): Promise<void> {
    const sql = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 2))';
    await tx.query(sql, [`${tx.tenantId} ${kind}`]);
  }

  /** Whether what a relation leads to leads back to where it begins. */
  async closesCircle({ kind, fromId, toId }: KeptRelation, tx: Transaction): Promise<boolean> {
    const rows = await tx.query<object>(
      `WITH RECURSIVE reached (id) AS (
         SELECT $3::uuid
         UNION
         SELECT r.to_id FROM work_order_relation r JOIN reached ON r.from_id = reached.id
         WHERE r.tenant_id = $1 AND r.kind = $2)
       SELECT 1 FROM reached WHERE id = $4`,
      [tx.tenantId, kind, toId, fromId],
    );
    return rows.length > 0;
  }

  /** False when there is such a relation already, or another one that excludes it. */
  async add({ kind, fromId, toId }: KeptRelation, by: string, tx: Transaction): Promise<boolean> {
    const rows = await tx.query<object>(
      `INSERT INTO work_order_relation (tenant_id, kind, from_id, to_id, by_name, related_at)
       VALUES ($1, $2, $3, $4, $5, now()) ON CONFLICT DO NOTHING RETURNING 1`,
      [tx.tenantId, kind, fromId, toId, by],
    );
    return rows.length > 0;
  }

  async remove({ kind, fromId, toId }: KeptRelation, tx: Transaction): Promise<void> {
    await tx.query(
      `DELETE FROM work_order_relation
       WHERE tenant_id = $1 AND kind = $2 AND from_id = $3 AND to_id = $4`,
      [tx.tenantId, kind, fromId, toId],
    );
  }

  async find(
    workOrderId: string,
    kind: RelationKind,
    otherId: string,
    tx: Transaction,
  ): Promise<WorkOrderRelationView | null> {
    const [row] = await tx.query<Row>(`${SEEN} WHERE seen.kind = $3 AND seen.other_id = $4`, [
      ...[tx.tenantId, workOrderId, kind, otherId],
    ]);
    return row ? viewOf(row) : null;
  }

  async list(
    request: ListWorkOrderRelations,
    tx: Transaction,
  ): Promise<Page<WorkOrderRelationView>> {
    const { limit, offset } = pageWindow(request);
    const of = [tx.tenantId, request.workOrderId];
    const sql = `${SEEN} ORDER BY seen.related_at DESC, o.id, seen.kind LIMIT $3 OFFSET $4`;
    const rows = await tx.query<Row>(sql, [...of, limit, offset]);
    const [all] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM work_order_relation
       WHERE tenant_id = $1 AND $2 IN (from_id, to_id)`,
      of,
    );
    return { items: rows.map(viewOf), totalCount: all?.count ?? 0 };
  }

  /** Numbers of the orders that have to be done before this one. */
  async listBlocking(workOrderId: string, tx: Transaction): Promise<string[]> {
    const rows = await tx.query<{ number: string }>(
      `SELECT o.number FROM work_order_relation r
       JOIN work_order o ON o.tenant_id = r.tenant_id AND o.id = r.from_id
       WHERE r.tenant_id = $1 AND r.kind = 'blocks' AND r.to_id = $2
         AND o.status NOT IN ('completed', 'closed', 'cancelled') ORDER BY o.number`,
      [tx.tenantId, workOrderId],
    );
    return rows.map(({ number }) => number);
  }
}
