import { Injectable } from '@nestjs/common';
import type { SystemTransaction, Transaction } from '@libs/database';
import type { DueTimer } from '../alarm-timer.repository.js';

const ENQUEUED_SECONDS = 60;

/** When the rules of each plant are looked at next. */
@Injectable()
export class ReviewRepository {
  async leaseDue(limit: number, tx: SystemTransaction): Promise<DueTimer[]> {
    // Every plant that has an alarm policy, which the first alarm makes.
    await tx.query(
      `INSERT INTO rule_review (tenant_id) SELECT tenant_id FROM alarm_policy p
       WHERE NOT EXISTS (SELECT 1 FROM rule_review r WHERE r.tenant_id = p.tenant_id)
       ON CONFLICT DO NOTHING`,
    );
    return tx.query<DueTimer>(
      `UPDATE rule_review
       SET attempts = attempts + 1,
           lease_until = now() + make_interval(secs => ${ENQUEUED_SECONDS})
       WHERE tenant_id IN (
         SELECT tenant_id FROM rule_review WHERE due_at <= now() AND lease_until < now()
         ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
       )
       RETURNING tenant_id AS "tenantId", tenant_id AS id, attempts AS attempt,
         gen_random_uuid() AS "correlationId"`,
      [limit],
    );
  }

  /** Takes a review that is due; false when it was done meanwhile. */
  async claim(tx: Transaction): Promise<boolean> {
    const claimed = await tx.query<object>(
      `UPDATE rule_review
       SET due_at = now() + interval '1 day', lease_until = '-infinity'
       WHERE tenant_id = $1 AND due_at <= now() RETURNING tenant_id`,
      [tx.tenantId],
    );
    return claimed.length > 0;
  }
}
