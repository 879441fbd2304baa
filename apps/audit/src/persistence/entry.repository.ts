import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import type { ChainedEntry } from '../domain/entry.js';

/** An entry as a statement tells it. */
export interface EntryRow extends Omit<ChainedEntry, 'tenantId' | 'seq'> {
  readonly seq: string;
}

/** With every digit: what is compared with a hash must not be rounded. */
export const ENTRY_COLUMNS = `seq, event_id AS "eventId",
  to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, actor, action, agent,
  entity_kind AS "entityKind", entity_id AS "entityId", equipment_id AS "equipmentId",
  before, after, correlation_id AS "correlationId", causation_id AS "causationId",
  encode(previous_hash, 'hex') AS "previousHash", encode(hash, 'hex') AS hash`;

export function entryOf(row: EntryRow, tenantId: string): ChainedEntry {
  return { ...row, tenantId, seq: Number(row.seq) };
}

/** The entries as a chain: added behind one another, read from the first on. */
@Injectable()
export class EntryRepository {
  /** Which of these events have an entry already. */
  async known(eventIds: readonly string[], tx: Transaction): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ id: string }>(
      `SELECT event_id AS id FROM audit_entry WHERE tenant_id = $1 AND event_id = ANY($2::uuid[])`,
      [tx.tenantId, eventIds],
    );
    return new Set(rows.map((row) => row.id));
  }

  /**
   * What the newest entry of each thing tells of it. "At or before" instead of "at": only the index
   * of things has that order, and none but it may be used, whatever is believed of the table.
   */
  async lastStates(
    things: readonly { readonly kind: string; readonly id: string }[],
    tx: Transaction,
  ): Promise<{ kind: string; id: string; after: string }[]> {
    return tx.query(
      `SELECT thing.kind, thing.id, newest.after
       FROM unnest($2::text[], $3::text[]) AS thing (kind, id)
       CROSS JOIN LATERAL (
         SELECT entity_kind, entity_id, after FROM audit_entry
         WHERE tenant_id = $1 AND (entity_kind, entity_id) <= (thing.kind, thing.id)
         ORDER BY entity_kind DESC, entity_id DESC, seq DESC LIMIT 1
       ) AS newest
       WHERE newest.entity_kind = thing.kind AND newest.entity_id = thing.id`,
      [tx.tenantId, things.map(({ kind }) => kind), things.map(({ id }) => id)],
    );
  }

  async add(entries: readonly ChainedEntry[], tx: Transaction): Promise<void> {
    const column = <T>(of: (entry: ChainedEntry) => T): T[] => entries.map(of);
    await tx.query(
      `INSERT INTO audit_entry (tenant_id, seq, event_id, at, actor, action, agent, entity_kind,
         entity_id, equipment_id, before, after, correlation_id, causation_id, previous_hash, hash)
       SELECT $1, seq, event_id, at, actor, action, agent, entity_kind, entity_id, equipment_id,
         before, after, correlation_id, causation_id, decode(previous_hash, 'hex'),
         decode(hash, 'hex')
       FROM unnest($2::bigint[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::text[],
         $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::uuid[], $14::text[],
         $15::text[], $16::text[])
       AS row (seq, event_id, at, actor, action, agent, entity_kind, entity_id, equipment_id,
         before, after, correlation_id, causation_id, previous_hash, hash)`,
      [
        tx.tenantId,
        column((entry) => entry.seq),
        column((entry) => entry.eventId),
        column((entry) => entry.at),
        column((entry) => entry.actor),
        column((entry) => entry.action),
        column((entry) => entry.agent),
        column((entry) => entry.entityKind),
        column((entry) => entry.entityId),
        column((entry) => entry.equipmentId),
        column((entry) => entry.before),
        column((entry) => entry.after),
        column((entry) => entry.correlationId),
        column((entry) => entry.causationId),
        column((entry) => entry.previousHash),
        column((entry) => entry.hash),
      ],
    );
  }

  /** The chain behind a number, oldest first. */
  async behind(seq: number, limit: number, tx: Transaction): Promise<ChainedEntry[]> {
    const rows = await tx.query<EntryRow>(
      `SELECT ${ENTRY_COLUMNS} FROM audit_entry WHERE tenant_id = $1 AND seq > $2
       ORDER BY audit_entry.seq LIMIT $3`,
      [tx.tenantId, seq, limit],
    );
    return rows.map((row) => entryOf(row, tx.tenantId));
  }
}
