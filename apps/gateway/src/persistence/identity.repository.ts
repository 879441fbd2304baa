import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';

/** Who a user is to an external issuer. */
export interface Identity {
  readonly issuer: string;
  readonly externalId: string;
  readonly userId: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
}

/** An identity as its link is kept. */
export type LinkedIdentity = Omit<Identity, 'userId'> & { readonly linkedAt: Date };

@Injectable()
export class IdentityRepository {
  async findUserId(
    issuer: string,
    externalId: string,
    tx: Transaction,
  ): Promise<string | undefined> {
    const [found] = await tx.query<{ userId: string }>(
      `SELECT user_id AS "userId" FROM external_identity
       WHERE tenant_id = $1 AND issuer = $2 AND external_id = $3`,
      [tx.tenantId, issuer, externalId],
    );
    return found?.userId;
  }

  /** Links a user; false when the user is somebody else to the issuer already. */
  async add(identity: Identity, tx: Transaction): Promise<boolean> {
    const { issuer, externalId, userId, email, emailVerified } = identity;
    const added = await tx.query(
      `INSERT INTO external_identity
         (tenant_id, issuer, external_id, user_id, email, email_verified)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING 1`,
      [tx.tenantId, issuer, externalId, userId, email, emailVerified],
    );
    return added.length > 0;
  }

  /** Who a user is to the issuers that let them in, the newest first. */
  list(userId: string, tx: Transaction): Promise<LinkedIdentity[]> {
    return tx.query(
      `SELECT issuer, external_id AS "externalId", email, email_verified AS "emailVerified",
              linked_at AS "linkedAt"
       FROM external_identity WHERE tenant_id = $1 AND user_id = $2 ORDER BY linked_at DESC`,
      [tx.tenantId, userId],
    );
  }

  /** Unlinks a user from an issuer; answers who they were to it. */
  async remove(userId: string, issuer: string, tx: Transaction): Promise<string | undefined> {
    const [removed] = await tx.query<{ externalId: string }>(
      `DELETE FROM external_identity WHERE tenant_id = $1 AND user_id = $2 AND issuer = $3
       RETURNING external_id AS "externalId"`,
      [tx.tenantId, userId, issuer],
    );
    return removed?.externalId;
  }

  /** Keeps what the issuer says of the user's e-mail now. */
  async saveEmail(identity: Omit<Identity, 'userId'>, tx: Transaction): Promise<void> {
    const { issuer, externalId, email, emailVerified } = identity;
    await tx.query(
      `UPDATE external_identity SET email = $4, email_verified = $5
       WHERE tenant_id = $1 AND issuer = $2 AND external_id = $3
         AND (email, email_verified) IS DISTINCT FROM ($4, $5)`,
      [tx.tenantId, issuer, externalId, email, emailVerified],
    );
  }
}
