import { Injectable } from '@nestjs/common';
import { pageWindow, type ListWorkOrderComments } from '@libs/contracts';
import type { Page, WorkOrderCommentView } from '@libs/contracts';
import type { Transaction } from '@libs/database';

const COLUMNS = `id, work_order_id AS "workOrderId", text, by_name AS by, by_actor AS actor,
  written_at AS at`;

interface Person {
  readonly actor: string;
  readonly name: string;
}
type Row = Omit<WorkOrderCommentView, 'at'> & { readonly at: Date };
const viewOf = (row: Row): WorkOrderCommentView => ({ ...row, at: row.at.toISOString() });

/** What people wrote about work orders; it is never changed. */
@Injectable()
export class CommentRepository {
  async add(
    { workOrderId, text }: { readonly workOrderId: string; readonly text: string },
    { actor, name }: Person,
    tx: Transaction,
  ): Promise<WorkOrderCommentView> {
    const [row] = await tx.query<Row>(
      `INSERT INTO work_order_comment (tenant_id, id, work_order_id, text, by_actor, by_name,
         written_at)
       VALUES ($1, gen_random_uuid(), $2, $3, $4, $5, now()) RETURNING ${COLUMNS}`,
      [tx.tenantId, workOrderId, text, actor, name],
    );
    if (!row) throw new Error('The comment was not written.');
    return viewOf(row);
  }

  async list(request: ListWorkOrderComments, tx: Transaction): Promise<Page<WorkOrderCommentView>> {
    const { limit, offset } = pageWindow(request);
    const of = [tx.tenantId, request.workOrderId];
    const those = 'FROM work_order_comment WHERE tenant_id = $1 AND work_order_id = $2';
    const rows = await tx.query<Row>(
      `SELECT ${COLUMNS} ${those} ORDER BY written_at DESC, id LIMIT $3 OFFSET $4`,
      [...of, limit, offset],
    );
    const [all] = await tx.query<{ count: number }>(`SELECT count(*)::int AS count ${those}`, of);
    return { items: rows.map(viewOf), totalCount: all?.count ?? 0 };
  }
}
