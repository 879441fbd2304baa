import { Injectable } from '@nestjs/common';
import { pageWindow, type DocumentView, type ListDocuments, type Page } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { countRows } from '../count-rows.js';

type Row = Record<keyof Omit<DocumentView, 'addedAt'>, unknown> & { readonly addedAt: Date };

const COLUMNS = `id, equipment_id AS "equipmentId", kind, title, titles, language, address,
  media_type AS "mediaType", file_name AS "fileName", size_bytes AS "sizeBytes", sha256,
  about_kind AS "aboutKind", about_id AS "aboutId", added_at AS "addedAt", added_by AS "addedBy"`;

function viewOf(row: Row): DocumentView {
  const told = Object.entries(row).filter(([, value]) => value !== null);
  return { ...Object.fromEntries(told), addedAt: row.addedAt.toISOString() } as DocumentView;
}

@Injectable()
export class DocumentRepository {
  /** Adds a document; false when the same content is there already. */
  async add(view: DocumentView, tx: Transaction): Promise<boolean> {
    const added = await tx.query(
      `INSERT INTO document
         (tenant_id, id, equipment_id, kind, title, titles, language, address, media_type,
          file_name, size_bytes, sha256, about_kind, about_id, added_at, added_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [
        tx.tenantId,
        view.id,
        view.equipmentId,
        view.kind,
        view.title,
        view.titles ?? null,
        view.language ?? null,
        view.address ?? null,
        view.mediaType ?? null,
        view.fileName ?? null,
        view.sizeBytes ?? null,
        view.sha256 ?? null,
        view.aboutKind ?? null,
        view.aboutId ?? null,
        view.addedAt,
        view.addedBy,
      ],
    );
    return added.length > 0;
  }

  async find(equipmentId: string, id: string, tx: Transaction): Promise<DocumentView | undefined> {
    const [row] = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM document
       WHERE tenant_id = $1 AND equipment_id = $2 AND id = $3 AND removed_at IS NULL`,
      [tx.tenantId, equipmentId, id],
    );
    return row && viewOf(row);
  }

  /** The document of the same content, about the same thing. */
  async findSame(
    { equipmentId, sha256, aboutId }: Pick<DocumentView, 'equipmentId' | 'sha256' | 'aboutId'>,
    tx: Transaction,
  ): Promise<DocumentView | undefined> {
    const [row] = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM document
       WHERE tenant_id = $1 AND equipment_id = $2 AND sha256 = $3
         AND coalesce(about_id, equipment_id) = $4 AND removed_at IS NULL`,
      [tx.tenantId, equipmentId, sha256, aboutId ?? equipmentId],
    );
    return row && viewOf(row);
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
    const { equipmentId, kind = null, aboutKind = null, aboutId = null } = request;
    const { aboutIds = null } = request;
    const { limit, offset } = pageWindow(request);
    const where = `tenant_id = $1 AND equipment_id = $2 AND removed_at IS NULL
      AND ($3::text IS NULL OR kind = $3) AND ($4::text IS NULL OR about_kind = $4)
      AND ($5::uuid IS NULL OR about_id = $5) AND ($6::uuid[] IS NULL OR about_id = ANY($6))`;
    const about = [tx.tenantId, equipmentId, kind, aboutKind, aboutId, aboutIds];
    const rows = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM document WHERE ${where}
       ORDER BY added_at DESC, id DESC LIMIT $7 OFFSET $8`,
      [...about, limit, offset],
    );
    return { items: rows.map(viewOf), totalCount: await countRows('document', where, about, tx) };
  }
}
