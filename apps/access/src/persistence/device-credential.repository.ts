import { Injectable } from '@nestjs/common';
import {
  pageWindow,
  type DeviceCredentialView,
  type FieldsOf,
  type ListDeviceCredentials,
} from '@libs/contracts';
import type { Page } from '@libs/contracts';
import type { SystemTransaction, Transaction } from '@libs/database';

/** What lets one sensor gateway in. */
export interface DeviceCredential {
  readonly id: string;
  readonly gateway: string;
  readonly name: string | null;
  readonly publicKey: string;
  readonly issuedBy: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

const COLUMNS = `id, gateway, name, public_key AS "publicKey", issued_by AS "issuedBy",
  issued_at AS "issuedAt", expires_at AS "expiresAt", revoked_at AS "revokedAt"`;

export function deviceCredentialView(credential: DeviceCredential): FieldsOf<DeviceCredentialView> {
  const { issuedAt, expiresAt, revokedAt, ...same } = credential;
  return {
    ...same,
    issuedAt: issuedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}

@Injectable()
export class DeviceCredentialRepository {
  /** Adds a credential; false when its key has or had one. */
  async add(credential: DeviceCredential, tx: Transaction): Promise<boolean> {
    const { id, gateway, name, publicKey, issuedBy, issuedAt, expiresAt } = credential;
    const added = await tx.query(
      `INSERT INTO device_credential
         (tenant_id, id, gateway, name, public_key, issued_by, issued_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING 1`,
      [tx.tenantId, id, gateway, name, publicKey, issuedBy, issuedAt, expiresAt],
    );
    return added.length > 0;
  }

  async find(id: string, tx: Transaction): Promise<DeviceCredential | undefined> {
    const [found] = await tx.query<DeviceCredential>(
      `SELECT ${COLUMNS} FROM device_credential
       WHERE tenant_id = $1 AND id = $2`,
      [tx.tenantId, id],
    );
    return found;
  }

  /** Takes a credential back; undefined when that was done before. */
  async revoke(id: string, at: Date, tx: Transaction): Promise<DeviceCredential | undefined> {
    const [revoked] = await tx.query<DeviceCredential>(
      `UPDATE device_credential SET revoked_at = $3
       WHERE tenant_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING ${COLUMNS}`,
      [tx.tenantId, id, at],
    );
    return revoked;
  }

  async list(request: ListDeviceCredentials, tx: Transaction): Promise<Page<DeviceCredentialView>> {
    const { limit, offset } = pageWindow(request);
    const of = [tx.tenantId, request.gateway ?? null];
    const where = 'WHERE tenant_id = $1 AND ($2::text IS NULL OR gateway = $2)';
    const [counted] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM device_credential ${where}`,
      of,
    );
    const rows = await tx.query<DeviceCredential>(
      `SELECT ${COLUMNS} FROM device_credential ${where}
       ORDER BY issued_at DESC, id LIMIT $3 OFFSET $4`,
      [...of, limit, offset],
    );
    return { items: rows.map(deviceCredentialView), totalCount: counted?.count ?? 0 };
  }

  /** Lets one replica at a time tell the broker: what two tell at once, one would undo. */
  async takeTurn(tx: SystemTransaction): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('access.tell-revocations'))`);
  }

  /** Every revocation that the broker must know, of every tenant: by key, when. */
  async revocations(tx: SystemTransaction): Promise<Map<string, Date>> {
    const rows = await tx.query<{ publicKey: string; at: Date }>(
      `SELECT public_key AS "publicKey", max(revoked_at) AS at FROM device_credential
       WHERE revoked_at IS NOT NULL AND expires_at > now() GROUP BY public_key`,
    );
    return new Map(rows.map(({ publicKey, at }) => [publicKey, at]));
  }

  async hasUntold(tx: SystemTransaction): Promise<boolean> {
    const rows = await tx.query(
      `SELECT 1 FROM device_credential
       WHERE revoked_at IS NOT NULL AND broker_told_at IS NULL LIMIT 1`,
    );
    return rows.length > 0;
  }

  /** Notes that the broker knows these revocations; what has expired it need not know. */
  async noteTold(told: ReadonlyMap<string, Date>, tx: SystemTransaction): Promise<void> {
    await tx.query(
      `UPDATE device_credential SET broker_told_at = now()
       WHERE revoked_at IS NOT NULL AND broker_told_at IS NULL
         AND (expires_at <= now() OR EXISTS (
           SELECT FROM unnest($1::text[], $2::timestamptz[]) AS told (key, at)
           WHERE key = public_key AND at >= revoked_at))`,
      [[...told.keys()], [...told.values()]],
    );
  }
}
