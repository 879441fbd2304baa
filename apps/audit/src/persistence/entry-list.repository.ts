import { Injectable } from '@nestjs/common';
import { pageWindow, type AuditEntryView, type ListAuditEntries, type Page } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { ChainedEntry } from '../domain/entry.js';
import { ENTRY_COLUMNS, entryOf } from './entry.repository.js';

type Row = Parameters<typeof entryOf>[0];

function viewOf({ tenantId: _, before, after, ...rest }: ChainedEntry): AuditEntryView {
  return {
    ...rest,
    before: before === null ? null : (JSON.parse(before) as object),
    after: JSON.parse(after) as object,
  };
}

/** What a page must fulfil, as SQL with its parameters. */
function conditionsOf(request: ListAuditEntries, tenantId: string): [string[], unknown[]] {
  const parameters: unknown[] = [tenantId];
  const conditions = ['tenant_id = $1'];
  const where = (value: unknown, condition: (parameter: string) => string): void => {
    if (value === undefined) return;
    conditions.push(condition(`$${parameters.push(value)}`));
  };
  where(request.actor, (it) => `actor = ${it}`);
  where(request.action?.replace(/[\\%_]/g, '\\$&'), (it) => `action LIKE ${it} || '%'`);
  where(request.entityKind, (it) => `entity_kind = ${it}`);
  where(request.entityId, (it) => `entity_id = ${it}`);
  where(request.equipmentId?.toLowerCase(), (it) => `equipment_id = ${it}`);
  where(request.correlationId, (it) => `correlation_id = ${it}`);
  where(request.from, (it) => `at >= ${it}`);
  where(request.to, (it) => `at < ${it}`);
  return [conditions, parameters];
}

/** The entries as people look for them. */
@Injectable()
export class EntryListRepository {
  async list(request: ListAuditEntries, tx: Transaction): Promise<Page<AuditEntryView>> {
    const { limit, offset } = pageWindow(request);
    const [conditions, parameters] = conditionsOf(request, tx.tenantId);
    const totalCount = await this.count(conditions, parameters, tx);
    const oldestFirst = request.order === 'oldest';
    if (request.cursor !== undefined) {
      conditions.push(`seq ${oldestFirst ? '>' : '<'} $${parameters.push(request.cursor)}`);
    }
    const rows = await tx.query<Row>(
      `SELECT ${ENTRY_COLUMNS} FROM audit_entry WHERE ${conditions.join(' AND ')}
       ORDER BY audit_entry.seq ${oldestFirst ? 'ASC' : 'DESC'}
       LIMIT $${parameters.push(limit)} OFFSET $${parameters.push(offset)}`,
      parameters,
    );
    return { items: rows.map((row) => viewOf(entryOf(row, tx.tenantId))), totalCount };
  }

  /** By its number, or by the id of its event. */
  async find(entry: string, tx: Transaction): Promise<AuditEntryView | undefined> {
    const [row] = await tx.query<Row>(
      `SELECT ${ENTRY_COLUMNS} FROM audit_entry WHERE tenant_id = $1 AND
       ${/^\d+$/.test(entry) ? 'seq = $2::bigint' : 'event_id = $2::uuid'}`,
      [tx.tenantId, entry],
    );
    return row && viewOf(entryOf(row, tx.tenantId));
  }

  /** The numbers have no gaps: without a filter the head knows how many there are. */
  private async count(
    conditions: readonly string[],
    parameters: readonly unknown[],
    tx: Transaction,
  ): Promise<number> {
    const [row] = await tx.query<{ total: string }>(
      conditions.length === 1
        ? 'SELECT seq AS total FROM audit_head WHERE tenant_id = $1'
        : `SELECT count(*) AS total FROM audit_entry WHERE ${conditions.join(' AND ')}`,
      parameters,
    );
    return Number(row?.total ?? 0);
  }
}
