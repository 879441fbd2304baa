import type { Transaction } from '@libs/database';

/** Notes that a consumer has had an event; false when it had it before. */
export async function enterInbox(
  tx: Transaction,
  consumer: string,
  eventId: string,
): Promise<boolean> {
  const entered = await tx.query(
    `INSERT INTO inbox (tenant_id, consumer, event_id) VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING RETURNING 1`,
    [tx.tenantId, consumer, eventId],
  );
  return entered.length > 0;
}
