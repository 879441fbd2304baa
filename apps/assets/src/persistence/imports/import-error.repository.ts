import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type ImportErrorView,
  type ListImportErrors,
  type Page,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { RowFault } from '../../domain/import.js';
import { countRows } from '../count-rows.js';

/** So many are kept of an import; beyond that they are counted only. */
const KEPT = 10_000;

/** A row that was refused. */
export interface RefusedRow {
  readonly row: number;
  readonly code: string | null;
  readonly errors: readonly RowFault[];
  readonly raw: string | null;
}

@Injectable()
export class ImportErrorRepository {
  /** Keeps rows that were refused, after `before` others. */
  async add(
    importId: string,
    rows: readonly RefusedRow[],
    before: number,
    tx: Transaction,
  ): Promise<void> {
    const kept = rows.slice(0, Math.max(0, KEPT - before));
    if (kept.length === 0) return;
    await tx.query(
      `INSERT INTO import_error (tenant_id, import_id, row_number, code, errors, raw)
       SELECT $1, $2, "row", left(code, 200), errors, raw
       FROM json_to_recordset($3::json) AS r ("row" int, code text, errors jsonb, raw text)`,
      [tx.tenantId, importId, JSON.stringify(kept)],
    );
  }

  /** A dry run begins anew. */
  async forget(importId: string, tx: Transaction): Promise<void> {
    await tx.query('DELETE FROM import_error WHERE tenant_id = $1 AND import_id = $2', [
      tx.tenantId,
      importId,
    ]);
  }

  async list(request: ListImportErrors, tx: Transaction): Promise<Page<ImportErrorView>> {
    const { limit, offset } = pageWindow(request);
    const about = [tx.tenantId, request.importId, request.after ?? 0];
    const where = 'tenant_id = $1 AND import_id = $2 AND row_number > $3';
    const rows = await tx.query<RefusedRow>(
      `SELECT row_number AS "row", code, errors, raw FROM import_error
       WHERE ${where} ORDER BY row_number LIMIT $4 OFFSET $5`,
      [...about, limit, offset],
    );
    const items = rows.map(({ row, code, errors, raw }) => ({
      row,
      ...(code !== null && { code }),
      errors: [...errors],
      ...(raw !== null && { raw }),
    }));
    return { items, totalCount: await countRows('import_error', where, about, tx) };
  }
}
