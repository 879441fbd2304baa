import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type ListSignedAuditHeads,
  type Page,
  type SignedAuditHeadView,
} from '@libs/contracts';
import type { SystemTransaction, Transaction } from '@libs/database';
import type { Head, SignedHead } from '../domain/entry.js';

/** How long a job may be lost before its row is put into the queue again. */
const LEASE_SECONDS = 30;

interface HeadRow {
  readonly seq: string;
  readonly hash: string;
}

interface ExportRow extends HeadRow {
  readonly tenantId: string;
  readonly day: string;
  readonly signedAt: Date;
  readonly keyId: string;
  readonly jws: string;
}

const headOf = ({ seq, hash }: HeadRow): Head => ({ seq: Number(seq), hash });

const EXPORT_COLUMNS = `tenant_id AS "tenantId", to_char(day, 'YYYY-MM-DD') AS day, seq,
  encode(hash, 'hex') AS hash, signed_at AS "signedAt", key_id AS "keyId", jws`;

const exportOf = (row: ExportRow): SignedHead => ({
  ...row,
  ...headOf(row),
  signedAt: row.signedAt.toISOString(),
});

/** Where each chain ends, and what was signed of that. */
@Injectable()
export class HeadRepository {
  /** Holds the head until the transaction ends, so that nobody else adds to the chain. */
  async lock(tx: Transaction): Promise<Head> {
    const [row] = await tx.query<HeadRow>(
      `INSERT INTO audit_head (tenant_id) VALUES ($1)
       ON CONFLICT (tenant_id) DO UPDATE SET seq = audit_head.seq
       RETURNING seq, encode(hash, 'hex') AS hash`,
      [tx.tenantId],
    );
    if (!row) throw new Error('The head of the audit trail gave no row.');
    return headOf(row);
  }

  async move({ seq, hash }: Head, tx: Transaction): Promise<void> {
    await tx.query(
      `UPDATE audit_head SET seq = $2, hash = decode($3, 'hex') WHERE tenant_id = $1`,
      [tx.tenantId, seq, hash],
    );
  }

  async find(tx: Transaction): Promise<Head | undefined> {
    const [row] = await tx.query<HeadRow>(
      `SELECT seq, encode(hash, 'hex') AS hash FROM audit_head WHERE tenant_id = $1`,
      [tx.tenantId],
    );
    return row && headOf(row);
  }

  /** Tenants whose head is to be signed, leased to whoever asks. */
  async leaseDue(
    limit: number,
    tx: SystemTransaction,
  ): Promise<{ tenantId: string; attempt: number; correlationId: string }[]> {
    return tx.query(
      `UPDATE audit_head SET lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
       WHERE tenant_id IN (
         SELECT tenant_id FROM audit_head
         WHERE seq > 0 AND sign_due_at <= now() AND lease_until < now()
         ORDER BY sign_due_at LIMIT $1 FOR UPDATE SKIP LOCKED
       )
       RETURNING tenant_id AS "tenantId", floor(extract(epoch FROM lease_until))::int AS attempt,
         gen_random_uuid() AS "correlationId"`,
      [limit],
    );
  }

  /** Holds a head that is to be signed; undefined when it has been. */
  async lockDue(tx: Transaction): Promise<{ head: Head; now: Date } | undefined> {
    const [row] = await tx.query<HeadRow & { now: Date }>(
      `SELECT seq, encode(hash, 'hex') AS hash, now() AS now FROM audit_head
       WHERE tenant_id = $1 AND seq > 0 AND sign_due_at <= now() FOR UPDATE`,
      [tx.tenantId],
    );
    return row && { head: headOf(row), now: row.now };
  }

  /** Keeps what was signed; the next is due when the next day begins, UTC. */
  async addSigned(signed: SignedHead, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO audit_export (tenant_id, day, seq, hash, signed_at, key_id, jws)
       VALUES ($1, $2, $3, decode($4, 'hex'), $5, $6, $7) ON CONFLICT DO NOTHING`,
      [tx.tenantId, signed.day, signed.seq, signed.hash, signed.signedAt, signed.keyId, signed.jws],
    );
    await tx.query(
      `UPDATE audit_head SET sign_due_at = ($2::date + 1)::timestamp AT TIME ZONE 'UTC'
       WHERE tenant_id = $1`,
      [tx.tenantId, signed.day],
    );
  }

  async listSigned(
    request: ListSignedAuditHeads,
    tx: Transaction,
  ): Promise<Page<SignedAuditHeadView>> {
    const { limit, offset } = pageWindow(request);
    const [{ total } = { total: 0 }] = await tx.query<{ total: number }>(
      'SELECT count(*)::int AS total FROM audit_export WHERE tenant_id = $1',
      [tx.tenantId],
    );
    const rows = await tx.query<ExportRow>(
      `SELECT ${EXPORT_COLUMNS} FROM audit_export WHERE tenant_id = $1
       ORDER BY audit_export.day DESC LIMIT $2 OFFSET $3`,
      [tx.tenantId, limit, offset],
    );
    const items = rows.map((row) => {
      const { tenantId: _, ...view } = exportOf(row);
      return view;
    });
    return { items, totalCount: total };
  }

  /** All that was ever signed, of every tenant. */
  async allSigned(tx: SystemTransaction): Promise<SignedHead[]> {
    const rows = await tx.query<ExportRow>(
      `SELECT ${EXPORT_COLUMNS} FROM audit_export ORDER BY tenant_id, audit_export.day`,
    );
    return rows.map(exportOf);
  }
}
