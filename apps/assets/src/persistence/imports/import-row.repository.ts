import { Injectable } from '@nestjs/common';
import type { TableKind } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { ReadRow } from '../../domain/import.js';

/** A row whose parent is not there yet. */
export interface WaitingRow extends ReadRow {
  readonly code: string;
  readonly wanted: string;
}

/** Where the parents of a kind's rows are. */
const PARENTS: Readonly<Record<TableKind, string>> = {
  equipment: 'equipment',
  locations: 'location',
  sensors: 'equipment',
};

/** What an import must remember of rows before: their codes, and those that wait. */
@Injectable()
export class ImportRowRepository {
  /** Takes codes for rows; answers those that an earlier row of the table has, by code. */
  async takeCodes(
    importId: string,
    rows: readonly { code: string; row: number }[],
    tx: Transaction,
  ): Promise<Map<string, number>> {
    const codes = rows.map(({ code }) => code);
    await tx.query(
      `INSERT INTO import_code (tenant_id, import_id, code, row_number)
       SELECT $1, $2, * FROM unnest($3::text[], $4::int[]) ON CONFLICT DO NOTHING`,
      [tx.tenantId, importId, codes, rows.map(({ row }) => row)],
    );
    const owners = await tx.query<{ code: string; row: number }>(
      `SELECT code, row_number AS row FROM import_code
       WHERE tenant_id = $1 AND import_id = $2 AND code = ANY($3::text[])`,
      [tx.tenantId, importId, codes],
    );
    return new Map(owners.map(({ code, row }) => [code, row]));
  }

  async addWaiting(importId: string, rows: readonly WaitingRow[], tx: Transaction): Promise<void> {
    if (rows.length === 0) return;
    await tx.query(
      `INSERT INTO import_waiting (tenant_id, import_id, row_number, code, wanted, fields, raw)
       SELECT $1, $2, "row", code, wanted, fields, raw
       FROM json_to_recordset($3::json)
         AS r ("row" int, code text, wanted text, fields jsonb, raw text)`,
      [tx.tenantId, importId, JSON.stringify(rows)],
    );
  }

  /** Takes out rows whose parents are there by now, in their order; `all`: whatever they want. */
  async takeWaiting(
    importId: string,
    kind: TableKind,
    which: 'ready' | 'all',
    limit: number,
    tx: Transaction,
  ): Promise<WaitingRow[]> {
    const parent = `SELECT 1 FROM ${PARENTS[kind]} p
      WHERE p.tenant_id = $1 AND p.code = w.wanted AND p.deleted_at IS NULL`;
    const taken = await tx.query<WaitingRow>(
      `DELETE FROM import_waiting WHERE tenant_id = $1 AND import_id = $2 AND row_number IN (
         SELECT row_number FROM import_waiting w
         WHERE tenant_id = $1 AND import_id = $2
           ${which === 'ready' ? `AND EXISTS (${parent})` : ''}
         ORDER BY row_number LIMIT $3)
       RETURNING row_number AS "row", code, wanted, fields, raw, '{}'::text[] AS faults`,
      [tx.tenantId, importId, limit],
    );
    return taken.sort((a, b) => a.row - b.row);
  }
}
