import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@libs/database';

/** How somebody stands now: that they are enabled, and what their roles give. */
export interface StandingUser {
  readonly userId: string;
  readonly username: string;
  readonly roles: readonly string[];
  /** What their custom roles allow. */
  readonly granted: readonly string[];
}

/** An API key and the one in whose name it acts. */
export interface StandingKey extends StandingUser {
  readonly name: string;
  readonly secretHash: Buffer;
  readonly scopes: readonly string[];
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
}

const USER = `u.id AS "userId", u.username, u.roles, ARRAY(
    SELECT DISTINCT unnest(r.permissions) FROM role r
    WHERE r.tenant_id = u.tenant_id AND r.name = ANY (u.roles)
  ) AS granted`;

const MAY_COME_IN = 'u.enabled AND u.removed_at IS NULL';

/** Answers whether who showed a token may still come in; nothing when they may not. */
@Injectable()
export class StandingRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  ofSession(tenantId: string, sessionId: string): Promise<StandingUser | undefined> {
    return this.one<StandingUser>(
      tenantId,
      `SELECT ${USER} FROM session s
       JOIN user_account u ON u.tenant_id = s.tenant_id AND u.id = s.user_id
       WHERE s.tenant_id = $1 AND s.id = $2 AND s.closed_at IS NULL AND s.expires_at > now()
         AND ${MAY_COME_IN}`,
      [tenantId, sessionId],
    );
  }

  ofApiKey(tenantId: string, apiKeyId: string): Promise<StandingKey | undefined> {
    return this.one<StandingKey>(
      tenantId,
      `SELECT ${USER}, k.name, k.secret_hash AS "secretHash", k.scopes,
         k.expires_at AS "expiresAt", k.last_used_at AS "lastUsedAt"
       FROM api_key k
       JOIN user_account u ON u.tenant_id = k.tenant_id AND u.id = k.user_id
       WHERE k.tenant_id = $1 AND k.id = $2 AND k.revoked_at IS NULL AND ${MAY_COME_IN}`,
      [tenantId, apiKeyId],
    );
  }

  ofExternalIdentity(
    tenantId: string,
    issuer: string,
    externalId: string,
  ): Promise<StandingUser | undefined> {
    return this.one<StandingUser>(
      tenantId,
      `SELECT ${USER} FROM external_identity e
       JOIN user_account u ON u.tenant_id = e.tenant_id AND u.id = e.user_id
       WHERE e.tenant_id = $1 AND e.issuer = $2 AND e.external_id = $3 AND ${MAY_COME_IN}`,
      [tenantId, issuer, externalId],
    );
  }

  /** Notes that a key was used, unless that was noted within the last minute. */
  async noteUse(tenantId: string, apiKeyId: string): Promise<void> {
    await this.unitOfWork.run(tenantId, (tx) =>
      tx.query(
        `UPDATE api_key SET last_used_at = now() WHERE tenant_id = $1 AND id = $2
           AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
        [tenantId, apiKeyId],
      ),
    );
  }

  private one<Row>(tenantId: string, sql: string, parameters: unknown[]): Promise<Row | undefined> {
    return this.unitOfWork.run(tenantId, async (tx) => (await tx.query<Row>(sql, parameters))[0]);
  }
}
