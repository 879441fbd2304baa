import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import type { ConditionChange } from '../domain/condition-change.js';

@Injectable()
export class ConditionRepository {
  /** Notes many ends at once. */
  async noteEnds(changes: readonly ConditionChange[], tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO condition AS known (tenant_id, source_id, equipment_id, rule, ended_at)
       SELECT $1, * FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[])
       ON CONFLICT ON CONSTRAINT condition_pkey
         DO UPDATE SET ended_at = greatest(known.ended_at, excluded.ended_at)`,
      [
        tx.tenantId,
        changes.map(({ sourceId }) => sourceId),
        changes.map(({ equipmentId }) => equipmentId),
        changes.map(({ rule }) => rule),
        changes.map(({ at }) => at),
      ],
    );
  }

  /**
   * Notes a change and answers since when all conditions of the rule are over, or null while one
   * is true. Begin and end come by different events and may overtake each other: the plant's
   * time decides.
   */
  async note(change: ConditionChange, tx: Transaction): Promise<Date | null> {
    const column = change.kind === 'began' ? 'began_at' : 'ended_at';
    const [rule] = await tx.query<{ active: boolean; ended_at: Date | null }>(
      `WITH noted AS (
         INSERT INTO condition AS known (tenant_id, source_id, equipment_id, rule, ${column})
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT ON CONSTRAINT condition_pkey
           DO UPDATE SET ${column} = greatest(known.${column}, excluded.${column})
         RETURNING equipment_id, rule, began_at, ended_at
       ), behind AS (
         SELECT * FROM noted WHERE equipment_id = $3 AND rule = $4
         UNION ALL
         SELECT equipment_id, rule, began_at, ended_at FROM condition
         WHERE tenant_id = $1 AND equipment_id = $3 AND rule = $4 AND source_id <> $2
       )
       SELECT coalesce(bool_or(began_at >= coalesce(ended_at, '-infinity')), false) AS active,
              max(ended_at) AS ended_at
       FROM behind`,
      [tx.tenantId, change.sourceId, change.equipmentId, change.rule, change.at],
    );
    return rule?.active === false ? rule.ended_at : null;
  }
}
