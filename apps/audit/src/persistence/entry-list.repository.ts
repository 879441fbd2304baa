import { Injectable } from '@nestjs/common';
import type { AuditEntryView, ListAuditEntries, Page, Stretch } from '@libs/contracts';
import {
  listRows,
  Parameters,
  writeCursor,
  type AskedRows,
  type Listing,
  type SortOrder,
  type Transaction,
} from '@libs/database';
import type { ChainedEntry } from '../domain/entry.js';
import { ENTRY_COLUMNS, entryOf, type EntryRow } from './entry.repository.js';

function viewOf({ tenantId: _, before, after, ...rest }: ChainedEntry): AuditEntryView {
  return {
    ...rest,
    before: before === null ? null : (JSON.parse(before) as object),
    after: JSON.parse(after) as object,
  };
}

const OLDEST_FIRST: SortOrder = {
  name: 'oldest',
  keys: [{ sql: 'audit_entry.seq', kind: 'whole' }],
};
const NEWEST_FIRST: SortOrder = {
  name: 'newest',
  keys: [{ sql: 'audit_entry.seq', kind: 'whole', descending: true }],
};

/** The number of an entry is a cursor too: who collects evidence knows where it stopped. */
function withCursor({ cursor, ...request }: ListAuditEntries, { name }: SortOrder): AskedRows {
  if (cursor === undefined) return request;
  const isNumber = /^\d+$/.test(String(cursor));
  const told = isNumber ? writeCursor(JSON.stringify([name, Number(cursor)])) : String(cursor);
  return { ...request, cursor: told };
}

/** What entries must fulfil, as SQL. */
function conditionsOf(
  request: ListAuditEntries,
  tenantId: string,
  parameters: Parameters,
): readonly string[] {
  const conditions = [`tenant_id = ${parameters.add(tenantId)}`];
  const where = (value: unknown, condition: (parameter: string) => string): void => {
    if (value !== undefined) conditions.push(condition(parameters.add(value)));
  };
  where(request.actor, (it) => `actor = ${it}`);
  where(request.action?.replace(/[\\%_]/g, '\\$&'), (it) => `action LIKE ${it} || '%'`);
  where(request.entityKind, (it) => `entity_kind = ${it}`);
  where(request.entityId, (it) => `entity_id = ${it}`);
  where(request.equipmentId?.toLowerCase(), (it) => `equipment_id = ${it}`);
  where(request.correlationId, (it) => `correlation_id = ${it}`);
  where(request.from, (it) => `audit_entry.at >= ${it}`);
  where(request.to, (it) => `audit_entry.at < ${it}`);
  return conditions;
}

/** The entries as people look for them. */
@Injectable()
export class EntryListRepository {
  list(
    request: ListAuditEntries,
    tx: Transaction,
  ): Promise<Page<AuditEntryView> | Stretch<AuditEntryView>> {
    const parameters = new Parameters();
    const where = conditionsOf(request, tx.tenantId, parameters);
    const order = request.order === 'oldest' ? OLDEST_FIRST : NEWEST_FIRST;
    const listing: Listing = {
      select: ENTRY_COLUMNS,
      from: 'audit_entry',
      where,
      parameters,
      order: () => order,
      // The numbers have no gaps: without a filter the head knows how many there are.
      ...(where.length === 1 && { count: () => this.countAll(tx) }),
    };
    return listRows(listing, withCursor(request, order), tx, (rows: EntryRow[]) =>
      rows.map((row) => viewOf(entryOf(row, tx.tenantId))),
    );
  }

  /** By its number, or by the id of its event. */
  async find(entry: string, tx: Transaction): Promise<AuditEntryView | undefined> {
    const [row] = await tx.query<EntryRow>(
      `SELECT ${ENTRY_COLUMNS} FROM audit_entry WHERE tenant_id = $1 AND
       ${/^\d+$/.test(entry) ? 'seq = $2::bigint' : 'event_id = $2::uuid'}`,
      [tx.tenantId, entry],
    );
    return row && viewOf(entryOf(row, tx.tenantId));
  }

  private async countAll(tx: Transaction): Promise<number> {
    const [head] = await tx.query<{ seq: string }>(
      'SELECT seq FROM audit_head WHERE tenant_id = $1',
      [tx.tenantId],
    );
    return Number(head?.seq ?? 0);
  }
}
