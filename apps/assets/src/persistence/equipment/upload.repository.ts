import { Injectable } from '@nestjs/common';
import type { NoteUpload, UploadView } from '@libs/contracts';
import type { SystemTransaction, Transaction } from '@libs/database';

/** What was stored, before it is a document. */
export interface StoredUpload {
  readonly id: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
}

interface DueUpload {
  readonly tenantId: string;
  readonly id: string;
  readonly attempt: number;
  readonly correlationId: string;
}

interface Row {
  readonly id: string;
  readonly equipmentId: string;
  readonly begunAt: Date;
}

const COLUMNS = 'id, equipment_id AS "equipmentId", begun_at AS "begunAt"';

/** No upload takes as long: the gateway gives a request an hour at most. */
const UNCLAIMED_HOURS = 2;
/** How long a job may be lost before its row is put into the queue again. */
const ENQUEUED_SECONDS = 60;

const viewOf = (row: Row | undefined): UploadView | undefined =>
  row && { ...row, begunAt: row.begunAt.toISOString() };

@Injectable()
export class UploadRepository {
  async begin(upload: UploadView, correlationId: string, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO upload (tenant_id, id, equipment_id, begun_at, due_at, correlation_id)
       VALUES ($1, $2, $3, $4, now() + make_interval(hours => ${UNCLAIMED_HOURS}), $5)`,
      [tx.tenantId, upload.id, upload.equipmentId, upload.begunAt, correlationId],
    );
  }

  async find(id: string, tx: Transaction): Promise<UploadView | undefined> {
    const [row] = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM upload WHERE tenant_id = $1 AND id = $2 AND swept_at IS NULL`,
      [tx.tenantId, id],
    );
    return viewOf(row);
  }

  /** Notes what was stored; undefined when the upload is not there any more. */
  async note(stored: NoteUpload, tx: Transaction): Promise<UploadView | undefined> {
    const [row] = await tx.query<Row>(
      `UPDATE upload SET media_type = $3, size_bytes = $4, sha256 = $5
       WHERE tenant_id = $1 AND id = $2 AND sha256 IS NULL AND swept_at IS NULL
       RETURNING ${COLUMNS}`,
      [tx.tenantId, stored.uploadId, stored.mediaType, stored.sizeBytes, stored.sha256],
    );
    return viewOf(row);
  }

  /** Takes one that was stored and is no document yet; it is not swept from now on. */
  async claim(
    equipmentId: string,
    sha256: string,
    tx: Transaction,
  ): Promise<StoredUpload | undefined> {
    const [claimed] = await tx.query<StoredUpload>(
      `UPDATE upload SET due_at = NULL
       WHERE tenant_id = $1 AND id = (
         SELECT id FROM upload
         WHERE tenant_id = $1 AND equipment_id = $2 AND sha256 = $3
           AND due_at IS NOT NULL AND swept_at IS NULL
           AND NOT EXISTS (SELECT FROM document d
                           WHERE d.tenant_id = upload.tenant_id AND d.id = upload.id)
         ORDER BY id DESC LIMIT 1 FOR UPDATE SKIP LOCKED
       )
       RETURNING id, media_type AS "mediaType", size_bytes AS "sizeBytes"`,
      [tx.tenantId, equipmentId, sha256],
    );
    return claimed;
  }

  /** Has what was stored swept in so many days. */
  async sweepIn(days: number, id: string, tx: Transaction): Promise<void> {
    await tx.query(
      `UPDATE upload SET due_at = now() + make_interval(days => $3)
       WHERE tenant_id = $1 AND id = $2`,
      [tx.tenantId, id, days],
    );
  }

  leaseDue(limit: number, tx: SystemTransaction): Promise<DueUpload[]> {
    return tx.query<DueUpload>(
      `UPDATE upload
       SET attempts = attempts + 1,
           lease_until = now() + make_interval(secs => ${ENQUEUED_SECONDS})
       WHERE (tenant_id, id) IN (
         SELECT tenant_id, id FROM upload
         WHERE due_at <= now() AND lease_until < now()
         ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
       )
       RETURNING tenant_id AS "tenantId", id, attempts AS attempt,
         correlation_id AS "correlationId"`,
      [limit],
    );
  }

  /** Says that one is being swept, so that no document is made of it; false when it is not due. */
  async condemn(id: string, tx: Transaction): Promise<boolean> {
    const condemned = await tx.query(
      `UPDATE upload SET swept_at = now()
       WHERE tenant_id = $1 AND id = $2 AND due_at <= now() RETURNING 1`,
      [tx.tenantId, id],
    );
    return condemned.length > 0;
  }

  async forget(id: string, tx: Transaction): Promise<void> {
    await tx.query('DELETE FROM upload WHERE tenant_id = $1 AND id = $2', [tx.tenantId, id]);
  }
}
