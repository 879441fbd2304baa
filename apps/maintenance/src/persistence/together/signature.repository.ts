import { Injectable } from '@nestjs/common';
import { pageWindow, type ListWorkOrderSignatures, type SignatureMeaning } from '@libs/contracts';
import type { Page, WorkOrderSignatureView } from '@libs/contracts';
import type { Transaction } from '@libs/database';

const COLUMNS = `id, work_order_id AS "workOrderId", meaning, content, hash, by_name AS by,
  by_actor AS actor, signed_at AS at`;

interface Person {
  readonly actor: string;
  readonly name: string;
}
type Row = Omit<WorkOrderSignatureView, 'at' | 'content'> & {
  readonly at: Date;
  readonly content: string;
};
const viewOf = (row: Row): WorkOrderSignatureView => ({
  ...row,
  content: JSON.parse(row.content) as object,
  at: row.at.toISOString(),
});

/** Who stood for which work; the content is kept byte for byte beside its hash. */
@Injectable()
export class SignatureRepository {
  async add(
    signed: {
      readonly workOrderId: string;
      readonly meaning: SignatureMeaning;
      readonly content: string;
      readonly hash: string;
    },
    { actor, name }: Person,
    tx: Transaction,
  ): Promise<WorkOrderSignatureView> {
    const [row] = await tx.query<Row>(
      `INSERT INTO work_order_signature (tenant_id, id, work_order_id, meaning, content, hash,
         by_actor, by_name, signed_at)
       VALUES ($1, gen_random_uuid(), $2, $3, $4, $5, $6, $7, now()) RETURNING ${COLUMNS}`,
      [
        ...[tx.tenantId, signed.workOrderId, signed.meaning, signed.content, signed.hash],
        ...[actor, name],
      ],
    );
    if (!row) throw new Error('The signature was not written.');
    return viewOf(row);
  }

  async list(
    request: ListWorkOrderSignatures,
    tx: Transaction,
  ): Promise<Page<WorkOrderSignatureView>> {
    const { limit, offset } = pageWindow(request);
    const of = [tx.tenantId, request.workOrderId];
    const those = 'FROM work_order_signature WHERE tenant_id = $1 AND work_order_id = $2';
    const rows = await tx.query<Row>(
      `SELECT ${COLUMNS} ${those} ORDER BY signed_at DESC, id LIMIT $3 OFFSET $4`,
      [...of, limit, offset],
    );
    const [all] = await tx.query<{ count: number }>(`SELECT count(*)::int AS count ${those}`, of);
    return { items: rows.map(viewOf), totalCount: all?.count ?? 0 };
  }
}
