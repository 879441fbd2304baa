import { Injectable } from '@nestjs/common';
import type { FieldsOf, SetWorkPolicy, WorkPolicyView } from '@libs/contracts';
import type { Transaction } from '@libs/database';

const COLUMNS = `autonomy, trim_scale(approval_above)::text AS "approvalAbove",
  trim_scale(approver_limit)::text AS "approverLimit", reopen_days AS "reopenDays",
  verified_by_other AS "verifiedByOther", signed, signed_kinds AS "signedKinds",
  signed_isolation AS "signedIsolation",
  coalesce(escalation, '[]') AS escalation, currency, changed_by AS "changedBy",
  changed_at AS "changedAt"`;

type Row = Omit<WorkPolicyView, 'changedAt'> & { readonly changedAt: Date | null };

function viewOf(row: Row | undefined): WorkPolicyView {
  if (!row) throw new Error('The work policy has no row.');
  return { ...row, changedAt: row.changedAt?.toISOString() ?? null };
}

/** What each plant has agreed on for its work. */
@Injectable()
export class WorkPolicyRepository {
  /** A plant that has not agreed on anything has the defaults of the table. */
  async get(tx: Transaction): Promise<WorkPolicyView> {
    const sql = `SELECT ${COLUMNS} FROM work_policy WHERE tenant_id = $1`;
    const [known] = await tx.query<Row>(sql, [tx.tenantId]);
    if (known) return viewOf(known);
    const [made] = await tx.query<Row>(
      `INSERT INTO work_policy (tenant_id) VALUES ($1)
       ON CONFLICT ON CONSTRAINT work_policy_pkey DO UPDATE SET tenant_id = excluded.tenant_id
       RETURNING ${COLUMNS}`,
      [tx.tenantId],
    );
    return viewOf(made);
  }

  async set(policy: FieldsOf<SetWorkPolicy>, changedBy: string, tx: Transaction) {
    const [saved] = await tx.query<Row>(
      `INSERT INTO work_policy (tenant_id, autonomy, approval_above, approver_limit, reopen_days,
         verified_by_other, signed, currency, changed_by, signed_kinds, signed_isolation, escalation,
         changed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, now())
       ON CONFLICT ON CONSTRAINT work_policy_pkey DO UPDATE SET
         autonomy = excluded.autonomy, approval_above = excluded.approval_above,
         approver_limit = excluded.approver_limit, reopen_days = excluded.reopen_days,
         verified_by_other = excluded.verified_by_other, signed = excluded.signed,
         signed_kinds = excluded.signed_kinds, signed_isolation = excluded.signed_isolation,
         escalation = excluded.escalation,
         currency = excluded.currency, changed_by = excluded.changed_by,
         changed_at = excluded.changed_at
       RETURNING ${COLUMNS}`,
      [
        ...[tx.tenantId, policy.autonomy, policy.approvalAbove, policy.approverLimit],
        ...[policy.reopenDays, policy.verifiedByOther, policy.signed, policy.currency, changedBy],
        ...[policy.signedKinds ?? [], policy.signedIsolation ?? false],
        JSON.stringify(policy.escalation ?? []),
      ],
    );
    return viewOf(saved);
  }

  /** Which of the policy's limits a cost is above. */
  async judge(
    cost: string | null,
    tx: Transaction,
  ): Promise<{ readonly needsApproval: boolean; readonly beyondApprovers: boolean }> {
    const [judged] = await tx.query<{ needsApproval: boolean; beyondApprovers: boolean }>(
      `SELECT coalesce($2::numeric > approval_above, false) AS "needsApproval",
         coalesce($2::numeric > approver_limit, false) AS "beyondApprovers"
       FROM work_policy WHERE tenant_id = $1`,
      [tx.tenantId, cost],
    );
    return judged ?? { needsApproval: false, beyondApprovers: false };
  }
}
