import { createHash } from 'node:crypto';
import type { Entry } from '../domain/entry.js';
import { canonical } from './canonical.js';

/** SHA-256 of the hash before and the entry in canonical JSON, in hex. */
export function hashOf(previousHash: string, entry: Entry): string {
  // Named one by one: what the row of a later version holds besides must not change old hashes.
  const content = canonical({
    tenantId: entry.tenantId,
    seq: entry.seq,
    eventId: entry.eventId,
    at: entry.at,
    actor: entry.actor,
    action: entry.action,
    agent: entry.agent,
    entityKind: entry.entityKind,
    entityId: entry.entityId,
    equipmentId: entry.equipmentId,
    before: entry.before,
    after: entry.after,
    correlationId: entry.correlationId,
    causationId: entry.causationId,
  });
  return createHash('sha256').update(previousHash, 'hex').update(content).digest('hex');
}
