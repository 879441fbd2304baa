import { Injectable } from '@nestjs/common';
import type { AlarmPolicyView, FieldsOf, SetAlarmPolicy } from '@libs/contracts';
import type { Transaction } from '@libs/database';

const COLUMNS = `operators, shelve_low AS "shelveLow", shelve_medium AS "shelveMedium",
  shelve_high AS "shelveHigh", shelve_critical AS "shelveCritical", reopen_days AS "reopenDays",
  evidence_hours AS "evidenceHours",
  changed_by AS "changedBy", changed_at AS "changedAt"`;

type Row = Omit<Required<AlarmPolicyView>, 'changedAt'> & { changedAt: Date | null };

const viewOf = (row: Row | undefined): Required<AlarmPolicyView> => {
  if (!row) throw new Error('The alarm policy has no row.');
  return { ...row, changedAt: row.changedAt?.toISOString() ?? null };
};

@Injectable()
export class PolicyRepository {
  /** A plant that has not agreed on anything has the defaults of the table. */
  async get(tx: Transaction): Promise<Required<AlarmPolicyView>> {
    const [known] = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM alarm_policy WHERE tenant_id = $1`,
      [tx.tenantId],
    );
    return known ? viewOf(known) : this.lock(tx);
  }

  /** Decisions on the plant's floods are made one after the other. */
  async lock(tx: Transaction): Promise<Required<AlarmPolicyView>> {
    const [known] = await tx.query<Row>(
      `INSERT INTO alarm_policy (tenant_id) VALUES ($1)
       ON CONFLICT ON CONSTRAINT alarm_policy_pkey DO UPDATE SET tenant_id = excluded.tenant_id
       RETURNING ${COLUMNS}`,
      [tx.tenantId],
    );
    return viewOf(known);
  }

  async set(policy: FieldsOf<SetAlarmPolicy>, changedBy: string, tx: Transaction) {
    const [saved] = await tx.query<Row>(
      `INSERT INTO alarm_policy AS known (tenant_id, operators, shelve_low, shelve_medium, shelve_high,
         shelve_critical, reopen_days, changed_by, changed_at, evidence_hours)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now(), coalesce($9, 0))
       ON CONFLICT ON CONSTRAINT alarm_policy_pkey DO UPDATE SET
         operators = excluded.operators, shelve_low = excluded.shelve_low,
         shelve_medium = excluded.shelve_medium, shelve_high = excluded.shelve_high,
         shelve_critical = excluded.shelve_critical, reopen_days = excluded.reopen_days,
         changed_by = excluded.changed_by, changed_at = excluded.changed_at,
         evidence_hours = coalesce($9, known.evidence_hours)
       RETURNING ${COLUMNS}`,
      [
        tx.tenantId,
        policy.operators,
        policy.shelveLow,
        policy.shelveMedium,
        policy.shelveHigh,
        policy.shelveCritical,
        policy.reopenDays,
        changedBy,
        policy.evidenceHours ?? null,
      ],
    );
    return viewOf(saved);
  }
}
