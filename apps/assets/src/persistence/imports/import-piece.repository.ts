import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';

/** The pieces of tables, as they came. */
@Injectable()
export class ImportPieceRepository {
  async put(importId: string, number: number, content: Buffer, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO import_piece (tenant_id, import_id, number, content, digest)
       VALUES ($1, $2, $3, $4::bytea, sha256($4::bytea))
       ON CONFLICT (tenant_id, import_id, number)
       DO UPDATE SET content = excluded.content, digest = excluded.digest`,
      [tx.tenantId, importId, number, content],
    );
  }

  /** How many there are, how long they are together, and their digests as one. */
  async summary(
    importId: string,
    tx: Transaction,
  ): Promise<{ pieces: number; bytes: number; digest: Buffer }> {
    const [summary] = await tx.query<{ pieces: number; bytes: number; digest: Buffer }>(
      `SELECT count(*)::int AS pieces, coalesce(sum(length(content)), 0)::float8 AS bytes,
         sha256(coalesce(string_agg(digest, ''::bytea ORDER BY number), ''::bytea)) AS digest
       FROM import_piece WHERE tenant_id = $1 AND import_id = $2`,
      [tx.tenantId, importId],
    );
    if (!summary) throw new Error('A count of pieces came to nothing.');
    return summary;
  }

  /** Takes back pieces that an upload before left behind the last one. */
  async removeFrom(importId: string, number: number, tx: Transaction): Promise<void> {
    await tx.query(
      'DELETE FROM import_piece WHERE tenant_id = $1 AND import_id = $2 AND number >= $3',
      [tx.tenantId, importId, number],
    );
  }

  /** The content of some pieces after one another. */
  async read(importId: string, from: number, to: number, tx: Transaction): Promise<Buffer> {
    const rows = await tx.query<{ content: Buffer }>(
      `SELECT content FROM import_piece
       WHERE tenant_id = $1 AND import_id = $2 AND number BETWEEN $3 AND $4 ORDER BY number`,
      [tx.tenantId, importId, from, to],
    );
    return Buffer.concat(rows.map(({ content }) => content));
  }
}
