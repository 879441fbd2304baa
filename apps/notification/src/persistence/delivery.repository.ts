import { Injectable } from '@nestjs/common';
import type { SystemTransaction, Transaction } from '@libs/database';
import {
  ENQUEUED_MS,
  stepDelivery,
  type DeliveryMoved,
  type DeliveryParts,
  type DeliveryStep,
  type DeliveryTrigger,
} from '../domain/delivery-life.js';
import type { Delivery, DueDelivery } from '../domain/delivery.js';

const OPEN = `('queued', 'sending', 'retrying')`;
const AS_JOB = `tenant_id AS "tenantId", id, attempts AS attempt,
  correlation_id AS "correlationId", about_event_id AS "causationId",
  format('Deliver by %s to %s: %s', replace(channel, '_', ' '), recipient, left(title, 80))
    AS label`;

@Injectable()
export class DeliveryRepository {
  leaseDue(limit: number, tx: SystemTransaction): Promise<DueDelivery[]> {
    return tx.query<DueDelivery>(
      `UPDATE notification SET lease_until = now() + make_interval(secs => ${ENQUEUED_MS / 1000})
       WHERE (tenant_id, id) IN (
         SELECT tenant_id, id FROM notification
         WHERE status IN ${OPEN} AND due_at <= now() AND lease_until < now()
         ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
       )
       RETURNING ${AS_JOB}`,
      [limit],
    );
  }

  /** What waits for its next attempt; sent earlier, it is that attempt. */
  waiting(limit: number, tx: SystemTransaction): Promise<(DueDelivery & { dueAt: Date })[]> {
    return tx.query<DueDelivery & { dueAt: Date }>(
      `SELECT ${AS_JOB}, due_at AS "dueAt" FROM notification
       WHERE status IN ('queued', 'retrying') AND due_at > now() ORDER BY due_at LIMIT $1`,
      [limit],
    );
  }

  /** Takes one step of a delivery's life; of several who try at once, one passes. */
  async step(id: string, trigger: DeliveryTrigger, tx: Transaction): Promise<DeliveryStep> {
    const [parts] = await tx.query<DeliveryParts>(
      'SELECT status, attempts FROM notification WHERE tenant_id = $1 AND id = $2 FOR UPDATE',
      [tx.tenantId, id],
    );
    if (!parts) return { kind: 'refused', reason: 'There is no such notification.' };
    const step = stepDelivery(parts, trigger);
    if (step.kind === 'moved') await this.save(id, step, tx);
    return step;
  }

  async get(id: string, tx: Transaction): Promise<Delivery> {
    const [delivery] = await tx.query<Delivery>(
      `SELECT n.id, n.contact_id AS "contactId", n.recipient, n.channel, n.address, c.secret,
         c.enabled AS wanted, n.attempts, n.title, n.body, n.severity, n.about_type AS "aboutType",
         n.about_event_id AS "aboutEventId", n.equipment_id AS "equipmentId",
         n.work_order_id AS "workOrderId", n.work_order_number AS "workOrderNumber",
         n.correlation_id AS "correlationId", n.created_at AS "createdAt"
       FROM notification n
       JOIN contact c ON c.tenant_id = n.tenant_id AND c.id = n.contact_id
       WHERE n.tenant_id = $1 AND n.id = $2`,
      [tx.tenantId, id],
    );
    if (!delivery) throw new Error(`There is no notification ${id}.`);
    return delivery;
  }

  async disableContact(id: string, tx: Transaction): Promise<void> {
    await tx.query('UPDATE contact SET enabled = false WHERE tenant_id = $1 AND id = $2', [
      ...[tx.tenantId, id],
    ]);
  }

  private async save(
    id: string,
    { parts, heldMs, waitMs, error }: DeliveryMoved,
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `UPDATE notification
       SET status = $3, attempts = $4, 
           last_error = CASE WHEN $8 THEN left($5, 1000) ELSE last_error END,
           lease_until =
             CASE WHEN $6 > 0 THEN now() + make_interval(secs => $6) ELSE '-infinity' END,
           due_at = coalesce(now() + make_interval(secs => $7), due_at),
           sent_at = CASE WHEN $3 = 'sent' THEN now() END
       WHERE tenant_id = $1 AND id = $2`,
      [
        ...[tx.tenantId, id, parts.status, parts.attempts, error ?? null],
        ...[heldMs / 1000, waitMs === undefined ? null : waitMs / 1000, error !== undefined],
      ],
    );
  }
}
