import { createHash } from 'node:crypto';
import type { Transaction } from '@libs/database';

/** Where messages go whose subject names no tenant. */
export const NO_TENANT = '00000000-0000-0000-0000-000000000000';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The tenant that a subject's second token names, or none. */
export function tenantOfSubject(subject: string): string {
  const token = subject.split('.')[1] ?? '';
  return UUID.test(token) ? token.toLowerCase() : NO_TENANT;
}

/** A message that was set aside. */
export interface SetAside {
  readonly source: string;
  readonly reason: string;
  readonly raw: Uint8Array;
}

/** No text column takes this character, and what describes a bad message may hold it. */
function withoutNul(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}

/**
 * Keeps a message byte for byte with the reason; the same bytes from the same source again
 * count up instead. Answers the row's id.
 */
export async function setAside(tx: Transaction, message: SetAside): Promise<string> {
  const fingerprint = createHash('sha256').update(message.source).update('\0').update(message.raw);
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO quarantine (tenant_id, source, reason, raw, fingerprint)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT ON CONSTRAINT quarantine_fingerprint_key
       DO UPDATE SET count = quarantine.count + 1, reason = excluded.reason, last_seen_at = now()
     RETURNING id`,
    [
      tx.tenantId,
      withoutNul(message.source),
      withoutNul(message.reason).slice(0, 1000),
      Buffer.from(message.raw),
      fingerprint.digest(),
    ],
  );
  if (!row) throw new Error('The quarantine gave no id.');
  return row.id;
}
