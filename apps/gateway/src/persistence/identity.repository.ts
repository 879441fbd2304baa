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
