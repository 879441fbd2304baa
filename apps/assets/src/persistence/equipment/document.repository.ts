import { Injectable } from '@nestjs/common';
import { pageWindow, type DocumentView, type ListDocuments, type Page } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { countRows } from '../count-rows.js';

type Row = Omit<DocumentView, 'mediaType' | 'addedAt'> & {
  mediaType: string | null;
  addedAt: Date;
};

const COLUMNS = `id, equipment_id AS "equipmentId", kind, title, address,
  media_type AS "mediaType", added_at AS "addedAt", added_by AS "addedBy"`;

function viewOf({ mediaType, addedAt, ...row }: Row): DocumentView {
  return {
    ...row,
    ...(mediaType !== null && { mediaType }),
    addedAt: addedAt.toISOString(),
  };
}

@Injectable()
export class DocumentRepository {
  async add(view: DocumentView, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO document
         (tenant_id, id, equipment_id, kind, title, address, media_type, added_at, added_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        tx.tenantId,
        view.id,
        view.equipmentId,
        view.kind,
        view.title,
        view.address,
        view.mediaType ?? null,
        view.addedAt,
        view.addedBy,
      ],
    );
  }

  /** Takes a document out of the list; undefined when it is not there. */
  async remove(
    equipmentId: string,
    id: string,
    tx: Transaction,
  ): Promise<DocumentView | undefined> {
    const [row] = await tx.query<Row>(
      `UPDATE document SET removed_at = now()
       WHERE tenant_id = $1 AND equipment_id = $2 AND id = $3 AND removed_at IS NULL
       RETURNING ${COLUMNS}`,
      [tx.tenantId, equipmentId, id],
    );
    return row && viewOf(row);
  }

  async list(request: ListDocuments, tx: Transaction): Promise<Page<DocumentView>> {
    const { limit, offset } = pageWindow(request);
    const where = `tenant_id = $1 AND equipment_id = $2 AND removed_at IS NULL
      AND ($3::text IS NULL OR kind = $3)`;
    const about = [tx.tenantId, request.equipmentId, request.kind ?? null];
    const rows = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM document WHERE ${where}
       ORDER BY added_at DESC, id DESC LIMIT $4 OFFSET $5`,
      [...about, limit, offset],
    );
    return { items: rows.map(viewOf), totalCount: await countRows('document', where, about, tx) };
  }
}
