import type { ImportView } from '@libs/contracts';
import type { Import } from '../../domain/import.js';

/** The registry's own words for an import. */
export function importView(row: Import): ImportView {
  const { headings, delimiter, reason, receivedAt, startedAt, endedAt } = row;
  return {
    id: row.id,
    kind: row.kind,
    format: row.format,
    dryRun: row.dryRun,
    state: row.state,
    ...(reason !== null && { reason }),
    ...(headings && { headings: [...headings] }),
    ...(delimiter !== null && { delimiter }),
    bytes: row.bytes,
    bytesDone: row.position,
    rowsRead: row.rowsRead,
    created: row.created,
    updated: row.updated,
    unchanged: row.unchanged,
    failed: row.failed,
    waiting: row.waiting,
    startedBy: row.startedBy,
    correlationId: row.correlationId,
    createdAt: row.createdAt.toISOString(),
    ...(receivedAt && { receivedAt: receivedAt.toISOString() }),
    ...(startedAt && { startedAt: startedAt.toISOString() }),
    ...(endedAt && { endedAt: endedAt.toISOString() }),
  };
}
