import { createHash } from 'node:crypto';
import type { Transaction } from '@libs/database';
import { Refusal } from './refusal.js';

interface Row {
  fingerprint: Buffer;
  reply: string | null;
}

/** Takes a key for a request; answers the reply given before, when there was one. */
export async function takeKey(
  tx: Transaction,
  key: string,
  name: string,
  request: object,
): Promise<{ readonly reply: unknown } | undefined> {
  const fingerprint = createHash('sha256').update(name).update(JSON.stringify(request)).digest();
  const taken = await tx.query(
    `INSERT INTO idempotency (tenant_id, key, fingerprint) VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING RETURNING 1`,
    [tx.tenantId, key, fingerprint],
  );
  if (taken.length > 0) return undefined;
  const [row] = await tx.query<Row>(
    'SELECT fingerprint, reply FROM idempotency WHERE tenant_id = $1 AND key = $2',
    [tx.tenantId, key],
  );
  if (!row?.fingerprint.equals(fingerprint)) {
    throw Refusal.invalid([
      { field: 'Idempotency-Key', message: 'was used before for another request' },
    ]);
  }
  return { reply: JSON.parse(row.reply ?? 'null') as unknown };
}

/** Keeps the reply of a key that was taken in this transaction. */
export async function keepReply(tx: Transaction, key: string, reply: unknown): Promise<void> {
  await tx.query('UPDATE idempotency SET reply = $3 WHERE tenant_id = $1 AND key = $2', [
    tx.tenantId,
    key,
    JSON.stringify(reply ?? null),
  ]);
}
