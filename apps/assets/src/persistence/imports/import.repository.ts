import { Injectable } from '@nestjs/common';
import { pageWindow, type ImportView, type ListImports, type Page } from '@libs/contracts';
import type { SystemTransaction, Transaction } from '@libs/database';
import type { End, Import, Progress } from '../../domain/import.js';
import { countRows } from '../count-rows.js';
import { importView } from './import-view.js';

/** How long a job may be lost before its import is put into the queue again. */
const ENQUEUED_SECONDS = 10;
/** Longer than any one step takes. */
const STEP_SECONDS = 15;
/** An upload of which nothing comes for so long has broken off. */
const SILENCE_SECONDS = 600;

const COLUMNS = `id, kind, format, dry_run AS "dryRun", state, reason, started_by AS "startedBy",
  correlation_id AS "correlationId", pieces, bytes::float8 AS bytes, digest, headings, delimiter,
  position::float8 AS position, last_row AS "lastRow", rows_read AS "rowsRead", created, updated,
  unchanged, failed, waiting, attempt, created_at AS "createdAt", received_at AS "receivedAt",
  started_at AS "startedAt", ended_at AS "endedAt"`;

/** An import that is to be gone on with, by its ids. */
export interface DueImport {
  readonly tenantId: string;
  readonly id: string;
  readonly attempt: number;
  readonly correlationId: string;
}

@Injectable()
export class ImportRepository {
  async add(
    row: Pick<
      Import,
      'id' | 'kind' | 'format' | 'dryRun' | 'startedBy' | 'correlationId' | 'createdAt'
    >,
    tx: Transaction,
  ): Promise<Import> {
    const [added] = await tx.query<Import>(
      `INSERT INTO import (tenant_id, id, kind, format, dry_run, state, started_by,
         correlation_id, created_at, due_at)
       VALUES ($1, $2, $3, $4, $5, 'receiving', $6, $7, $8,
         now() + make_interval(secs => ${SILENCE_SECONDS}))
       RETURNING ${COLUMNS}`,
      [
        ...[tx.tenantId, row.id, row.kind, row.format, row.dryRun],
        ...[row.startedBy, row.correlationId, row.createdAt],
      ],
    );
    if (!added) throw new Error('An import was added and is not there.');
    return added;
  }

  async find(id: string, tx: Transaction, lock = ''): Promise<Import | undefined> {
    const [row] = await tx.query<Import>(
      `SELECT ${COLUMNS} FROM import WHERE tenant_id = $1 AND id = $2 ${lock}`,
      [tx.tenantId, id],
    );
    return row;
  }

  lockFor(id: string, tx: Transaction): Promise<Import | undefined> {
    return this.find(id, tx, 'FOR UPDATE');
  }

  /** Something of its table came. */
  async heard(id: string, tx: Transaction): Promise<void> {
    await tx.query(
      `UPDATE import SET due_at = now() + make_interval(secs => ${SILENCE_SECONDS})
       WHERE tenant_id = $1 AND id = $2`,
      [tx.tenantId, id],
    );
  }

  /** Its table came whole. */
  async received(
    id: string,
    table: Pick<Import, 'pieces' | 'bytes' | 'digest'>,
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      `UPDATE import SET state = 'received', received_at = now(), due_at = now(), pieces = $3,
         bytes = $4, digest = $5 WHERE tenant_id = $1 AND id = $2`,
      [tx.tenantId, id, table.pieces, table.bytes, table.digest],
    );
  }

  /** A tenant's tables are worked on one by one, in the order in which they came. */
  leaseDue(limit: number, tx: SystemTransaction): Promise<DueImport[]> {
    return tx.query<DueImport>(
      `UPDATE import SET lease_until = now() + make_interval(secs => ${ENQUEUED_SECONDS})
       WHERE (tenant_id, id) IN (
         SELECT tenant_id, id FROM import i
         WHERE state IN ('receiving', 'received', 'running') AND due_at <= now()
           AND lease_until < now() AND NOT EXISTS (
             SELECT 1 FROM import other WHERE other.tenant_id = i.tenant_id
               AND other.state IN ('received', 'running')
               AND (other.received_at, other.id) < (i.received_at, i.id))
         ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
       )
       RETURNING tenant_id AS "tenantId", id, attempt, correlation_id AS "correlationId"`,
      [limit],
    );
  }

  /** The number of attempts is the fence: of several that go on with it, the last one does. */
  async claim(id: string, attempt: number, tx: Transaction): Promise<Import | undefined> {
    const [claimed] = await tx.query<Import>(
      `UPDATE import SET attempt = attempt + 1, started_at = coalesce(started_at, now()),
         state = CASE state WHEN 'received' THEN 'running' ELSE state END,
         lease_until = now() + make_interval(secs => ${STEP_SECONDS})
       WHERE tenant_id = $1 AND id = $2 AND attempt = $3
         AND state IN ('receiving', 'received', 'running')
       RETURNING ${COLUMNS}`,
      [tx.tenantId, id, attempt],
    );
    return claimed;
  }

  /** The import for one more step, unless it has ended or somebody else goes on with it. */
  async hold(id: string, attempt: number, tx: Transaction): Promise<Import | undefined> {
    const [held] = await tx.query<Import>(
      `UPDATE import SET lease_until = now() + make_interval(secs => ${STEP_SECONDS})
       WHERE tenant_id = $1 AND id = $2 AND attempt = $3 AND state = 'running'
       RETURNING ${COLUMNS}`,
      [tx.tenantId, id, attempt],
    );
    return held;
  }

  async advance(id: string, progress: Progress, tx: Transaction): Promise<void> {
    await tx.query(
      `UPDATE import SET headings = $3, delimiter = $4, position = $5, last_row = $6,
         rows_read = $7, created = $8, updated = $9, unchanged = $10, failed = $11, waiting = $12
       WHERE tenant_id = $1 AND id = $2`,
      [
        ...[tx.tenantId, id, progress.headings && JSON.stringify(progress.headings)],
        ...[progress.delimiter, progress.position, progress.lastRow, progress.rowsRead],
        ...[progress.created, progress.updated, progress.unchanged, progress.failed],
        progress.waiting,
      ],
    );
  }

  /** Lets any replica go on with it at once. */
  async release(id: string, attempt: number, tx: Transaction): Promise<void> {
    await tx.query(
      `UPDATE import SET lease_until = '-infinity'
       WHERE tenant_id = $1 AND id = $2 AND attempt = $3`,
      [tx.tenantId, id, attempt],
    );
  }

  /** Ends it; what was kept for the work goes. */
  async end(id: string, state: End, reason: string | null, tx: Transaction): Promise<Import> {
    for (const table of ['import_piece', 'import_code', 'import_waiting']) {
      await tx.query(`DELETE FROM ${table} WHERE tenant_id = $1 AND import_id = $2`, [
        tx.tenantId,
        id,
      ]);
    }
    const [ended] = await tx.query<Import>(
      `UPDATE import SET state = $3, reason = left($4, 1000), ended_at = now(), waiting = 0
       WHERE tenant_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
      [tx.tenantId, id, state, reason],
    );
    if (!ended) throw new Error(`There is no import ${id} to end.`);
    return ended;
  }

  async list(request: ListImports, tx: Transaction): Promise<Page<ImportView>> {
    const { limit, offset } = pageWindow(request);
    const about = [tx.tenantId, request.kind ?? null, request.state ?? null];
    const where = `tenant_id = $1 AND ($2::text IS NULL OR kind = $2)
      AND ($3::text IS NULL OR state = $3)`;
    const rows = await tx.query<Import>(
      `SELECT ${COLUMNS} FROM import WHERE ${where}
       ORDER BY created_at DESC, id DESC LIMIT $4 OFFSET $5`,
      [...about, limit, offset],
    );
    return { items: rows.map(importView), totalCount: await countRows('import', where, about, tx) };
  }
}
