import { Injectable } from '@nestjs/common';
import type { SystemTransaction, Transaction } from '@libs/database';
import type { Decision } from '../domain/decide-delivery.js';
import type { Delivery, DueDelivery } from '../domain/delivery.js';

/** How long a job may be lost before its row is put into the queue again. */
const ENQUEUED_SECONDS = 10;
/** Longer than any channel takes for one attempt. */
const ATTEMPT_SECONDS = 60;

const OPEN = `('queued', 'sending', 'retrying')`;

@Injectable()
export class DeliveryRepository {
  leaseDue(limit: number, tx: SystemTransaction): Promise<DueDelivery[]> {
    return tx.query<DueDelivery>(
      `UPDATE notification SET lease_until = now() + make_interval(secs => ${ENQUEUED_SECONDS})
       WHERE (tenant_id, id) IN (
         SELECT tenant_id, id FROM notification
         WHERE status IN ${OPEN} AND due_at <= now() AND lease_until < now()
         ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
       )
       RETURNING tenant_id AS "tenantId", id, attempts AS attempt,
         correlation_id AS "correlationId", about_event_id AS "causationId",
         format('Deliver by %s to %s: %s', replace(channel, '_', ' '), recipient, left(title, 80))
           AS label`,
      [limit],
    );
  }

  /** Begins the attempts of a dead one anew. Answers whether it was dead. */
  async revive(id: string, tx: Transaction): Promise<boolean> {
    const revived = await tx.query(
      `UPDATE notification
       SET status = 'queued', attempts = 0, due_at = now(),
           lease_until = now() + make_interval(secs => ${ENQUEUED_SECONDS})
       WHERE tenant_id = $1 AND id = $2 AND status = 'dead'
       RETURNING 1`,
      [tx.tenantId, id],
    );
    return revived.length > 0;
  }

  /** The number of attempts is the fence: of several that try to make one, one gets it. */
  async claim(id: string, attempt: number, tx: Transaction): Promise<Delivery | undefined> {
    const [claimed] = await tx.query<Delivery>(
      `UPDATE notification n
       SET status = 'sending', attempts = n.attempts + 1,
           lease_until = now() + make_interval(secs => ${ATTEMPT_SECONDS})
       FROM contact c
       WHERE n.tenant_id = $1 AND n.id = $2 AND n.attempts = $3 AND n.status IN ${OPEN}
         AND c.tenant_id = n.tenant_id AND c.id = n.contact_id
       RETURNING n.id, n.contact_id AS "contactId", n.recipient, n.channel, n.address, c.secret,
         c.enabled AS wanted, n.attempts, n.title, n.body, n.severity, n.about_type AS "aboutType",
         n.about_event_id AS "aboutEventId", n.equipment_id AS "equipmentId",
         n.work_order_id AS "workOrderId", n.work_order_number AS "workOrderNumber",
         n.correlation_id AS "correlationId", n.created_at AS "createdAt"`,
      [tx.tenantId, id, attempt],
    );
    return claimed;
  }

  /** Answers false when the attempt was no longer this one's to tell about. */
  async record(delivery: Delivery, decision: Decision, tx: Transaction): Promise<boolean> {
    const status = { sent: 'sent', retry: 'retrying', dead: 'dead' }[decision.kind];
    const recorded = await tx.query(
      `UPDATE notification
       SET status = $4, lease_until = '-infinity', last_error = left($5, 1000),
           due_at = now() + make_interval(secs => $6),
           sent_at = CASE WHEN $4 = 'sent' THEN now() END
       WHERE tenant_id = $1 AND id = $2 AND attempts = $3 AND status = 'sending'
       RETURNING 1`,
      [
        tx.tenantId,
        delivery.id,
        delivery.attempts,
        status,
        decision.kind === 'sent' ? null : decision.reason,
        decision.kind === 'retry' ? decision.afterMs / 1000 : 0,
      ],
    );
    if (recorded.length === 0) return false;
    if (decision.kind === 'dead' && decision.disableContact) {
      await tx.query('UPDATE contact SET enabled = false WHERE tenant_id = $1 AND id = $2', [
        tx.tenantId,
        delivery.contactId,
      ]);
    }
    return true;
  }
}
