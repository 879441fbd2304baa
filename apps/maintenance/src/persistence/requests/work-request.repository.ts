import { Injectable } from '@nestjs/common';
import { pageWindow, type FieldsOf, type ListWorkRequests, type Page } from '@libs/contracts';
import type { SubmitWorkRequest, WorkRequestView } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { requestActions } from '../../domain/requests/work-request-life.js';

const COLUMNS = `id, equipment_id AS "equipmentId", status, severity, title, description,
  document_ids AS "documentIds", reported_by AS "reportedBy", reported_at AS "reportedAt",
  decided_by AS "decidedBy", reason, work_order_id AS "workOrderId",
  duplicate_of AS "duplicateOf", version,
  (SELECT name FROM equipment e WHERE e.tenant_id = work_request.tenant_id AND e.id = equipment_id)
    AS "equipmentName"`;

interface Row extends Omit<WorkRequestView, 'reportedAt' | 'allowedActions'> {
  readonly reportedAt: Date;
}
const viewOf = (row: Row): WorkRequestView => ({
  ...row,
  reportedAt: row.reportedAt.toISOString(),
  allowedActions: requestActions(row.status),
});

export type RequestChange = Pick<WorkRequestView, 'status'> &
  Partial<Pick<WorkRequestView, 'reason' | 'workOrderId' | 'duplicateOf'>>;

/** Faults that people reported, and what became of them. */
@Injectable()
export class WorkRequestRepository {
  async add(
    asked: FieldsOf<SubmitWorkRequest>,
    by: { readonly name: string; readonly actor: string },
    tx: Transaction,
  ): Promise<WorkRequestView> {
    const { equipmentId, title, description = title, severity = 'medium' } = asked;
    const [row] = await tx.query<Row>(
      `INSERT INTO work_request (tenant_id, id, equipment_id, status, severity, title, description,
         document_ids, reported_by, reported_by_actor, reported_at)
       VALUES ($1, gen_random_uuid(), $2, 'submitted', $3, $4, $5, $6, $7, $8, now())
       RETURNING ${COLUMNS}`,
      [
        ...[tx.tenantId, equipmentId, severity, title, description, asked.documentIds ?? []],
        ...[by.name, by.actor],
      ],
    );
    if (!row) throw new Error('The request was not written.');
    return viewOf(row);
  }

  async find(id: string, tx: Transaction): Promise<WorkRequestView | null> {
    const sql = `SELECT ${COLUMNS} FROM work_request WHERE tenant_id = $1 AND id = $2`;
    const [row] = await tx.query<Row>(sql, [tx.tenantId, id]);
    return row ? viewOf(row) : null;
  }

  /** A request, locked, with whose it is. */
  async lockFor(id: string, tx: Transaction) {
    const [row] = await tx.query<Row & { readonly reporter: string }>(
      `SELECT ${COLUMNS}, reported_by_actor AS reporter FROM work_request
       WHERE tenant_id = $1 AND id = $2 FOR UPDATE`,
      [tx.tenantId, id],
    );
    if (!row) return null;
    const { reporter, ...known } = row;
    return { known: viewOf(known), reporter };
  }

  async save(
    id: string,
    { status, reason = null, workOrderId = null, duplicateOf = null }: RequestChange,
    decidedBy: string,
    tx: Transaction,
  ): Promise<WorkRequestView> {
    const [row] = await tx.query<Row>(
      `UPDATE work_request SET status = $3, reason = $4, work_order_id = $5, duplicate_of = $6,
         decided_by = $7, version = version + 1
       WHERE tenant_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
      [tx.tenantId, id, status, reason, workOrderId, duplicateOf, decidedBy],
    );
    if (!row) throw new Error(`The work request ${id} is gone.`);
    return viewOf(row);
  }

  async list(request: ListWorkRequests, tx: Transaction): Promise<Page<WorkRequestView>> {
    const { limit, offset } = pageWindow(request);
    const { equipmentId = null, status = null, severity = null, open = null } = request;
    const of = [tx.tenantId, equipmentId, status, severity, open];
    const those = `FROM work_request WHERE tenant_id = $1
      AND ($2::uuid IS NULL OR equipment_id = $2) AND ($3::text IS NULL OR status = $3)
      AND ($4::text IS NULL OR severity = $4)
      AND ($5::boolean IS NULL OR (status IN ('submitted', 'approved')) = $5::boolean)`;
    const rows = await tx.query<Row>(
      `SELECT ${COLUMNS} ${those} ORDER BY reported_at DESC, id LIMIT $6 OFFSET $7`,
      [...of, limit, offset],
    );
    const [all] = await tx.query<{ count: number }>(`SELECT count(*)::int AS count ${those}`, of);
    return { items: rows.map(viewOf), totalCount: all?.count ?? 0 };
  }
}
