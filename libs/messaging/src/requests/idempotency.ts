import { createHash } from 'node:crypto';
import type { Sealer, Transaction } from '@libs/database';
import { Refusal } from './refusal.js';

interface Row {
  fingerprint: Buffer;
  reply: string | null;
}

/** What a key stands for: another request under it is refused, and so is another caller. */
export interface Asked {
  readonly name: string;
  readonly by: string;
  readonly request: object;
}

function placeOf(tx: Transaction, key: string): string {
  return `idempotency/${tx.tenantId}/${key}`;
}

/** Takes a key for a request; answers the reply given before, when there was one. */
export async function takeKey(
  tx: Transaction,
  sealer: Sealer,
  key: string,
  asked: Asked,
): Promise<{ readonly reply: unknown } | undefined> {
  const fingerprint = createHash('sha256').update(JSON.stringify(asked)).digest();
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
  const reply = row.reply ?? 'null';
  // Replies that were kept before there were seals.
  const text = sealer.isSealed(reply) ? sealer.open(reply, placeOf(tx, key)) : reply;
  return { reply: JSON.parse(text) as unknown };
}

/** Keeps the reply of a key that was taken in this transaction; it may hold a secret. */
export async function keepReply(
  tx: Transaction,
  sealer: Sealer,
  key: string,
  reply: unknown,
): Promise<void> {
  const text = JSON.stringify(reply ?? null);
  await tx.query('UPDATE idempotency SET reply = $3 WHERE tenant_id = $1 AND key = $2', [
    tx.tenantId,
    key,
    sealer.seal(text, placeOf(tx, key)),
  ]);
}
