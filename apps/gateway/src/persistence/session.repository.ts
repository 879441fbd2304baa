import { Injectable } from '@nestjs/common';
import type { Page } from '@libs/contracts';
import { UnitOfWork, type Transaction } from '@libs/database';

/** One sign-in and what follows from it. */
export interface Session {
  readonly id: string;
  readonly userId: string;
  readonly username: string;
  /** `password`, or the issuer of the external token. */
  readonly method: string;
  readonly address: string;
  readonly userAgent: string | null;
  readonly openedAt: Date;
  readonly refreshedAt: Date;
  /** Without a refresh it ends then. */
  readonly idleUntil: Date;
  /** It ends then at the latest. */
  readonly expiresAt: Date;
}

/** An open session with the hash of the one refresh token that it will take. */
export interface LockedSession extends Session {
  readonly refreshHash: Buffer;
}

const COLUMNS = `s.id, s.user_id AS "userId", u.username, s.method, s.address,
  s.user_agent AS "userAgent", s.opened_at AS "openedAt", s.refreshed_at AS "refreshedAt",
  s.idle_until AS "idleUntil", s.expires_at AS "expiresAt"`;
const FROM = `FROM session s
  JOIN user_account u ON u.tenant_id = s.tenant_id AND u.id = s.user_id`;
const ALIVE = `s.closed_at IS NULL AND s.idle_until > now() AND s.expires_at > now()`;
const KEPT = `interval '30 days'`;

/** Some of a user's sessions. */
export interface WhichSessions {
  readonly only?: string;
  readonly except?: string;
  readonly method?: string;
  readonly expired?: boolean;
}

@Injectable()
export class SessionRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async add(session: Session, refreshHash: Buffer, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO session (tenant_id, id, user_id, method, refresh_hash, address, user_agent,
         opened_at, refreshed_at, idle_until, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        tx.tenantId,
        session.id,
        session.userId,
        session.method,
        refreshHash,
        session.address,
        session.userAgent,
        session.openedAt,
        session.refreshedAt,
        session.idleUntil,
        session.expiresAt,
      ],
    );
  }

  /** An open session whose user may come in; nobody else refreshes or closes it meanwhile. */
  async lockFor(id: string, tx: Transaction): Promise<LockedSession | undefined> {
    const [found] = await tx.query<LockedSession>(
      `SELECT ${COLUMNS}, s.refresh_hash AS "refreshHash" ${FROM}
       WHERE s.tenant_id = $1 AND s.id = $2 AND ${ALIVE} AND u.enabled AND u.removed_at IS NULL
       FOR UPDATE OF s`,
      [tx.tenantId, id],
    );
    return found;
  }

  /** Gives a session its next refresh token; the former one is remembered as spent. */
  async rotate(
    { id, refreshHash }: LockedSession,
    next: { refreshHash: Buffer; idleUntil: Date },
    tx: Transaction,
  ): Promise<void> {
    await tx.query(
      'INSERT INTO spent_refresh_token (tenant_id, session_id, hash) VALUES ($1, $2, $3)',
      [tx.tenantId, id, refreshHash],
    );
    await tx.query(
      `UPDATE session SET refresh_hash = $3, refreshed_at = now(), idle_until = $4
       WHERE tenant_id = $1 AND id = $2`,
      [tx.tenantId, id, next.refreshHash, next.idleUntil],
    );
  }

  async isSpent(id: string, hash: Buffer, tx: Transaction): Promise<boolean> {
    const spent = await tx.query(
      `SELECT 1 FROM spent_refresh_token
       WHERE tenant_id = $1 AND session_id = $2 AND hash = $3`,
      [tx.tenantId, id, hash],
    );
    return spent.length > 0;
  }

  /** The user of an open session, for who shows its refresh token. */
  findUserOf(tenantId: string, id: string, refreshHash: Buffer): Promise<string | undefined> {
    return this.unitOfWork.run(tenantId, async (tx) => {
      const [found] = await tx.query<{ userId: string }>(
        `SELECT user_id AS "userId" FROM session
         WHERE tenant_id = $1 AND id = $2 AND refresh_hash = $3 AND closed_at IS NULL`,
        [tenantId, id, refreshHash],
      );
      return found?.userId;
    });
  }

  /** Closes those of a user's sessions that are open; answers them. */
  async close(
    userId: string,
    which: WhichSessions,
    tx: Transaction,
  ): Promise<(Session & { closedAt: Date })[]> {
    const { only = null, except = null, method = null, expired = false } = which;
    return tx.query(
      `UPDATE session s SET closed_at = now() FROM user_account u
       WHERE s.tenant_id = $1 AND s.user_id = $2 AND s.closed_at IS NULL
         AND u.tenant_id = s.tenant_id AND u.id = s.user_id
         AND ($3::uuid IS NULL OR s.id = $3) AND ($4::uuid IS NULL OR s.id <> $4)
         AND ($5::text IS NULL OR s.method = $5)
         AND (NOT $6::boolean OR s.idle_until <= now() OR s.expires_at <= now())
       RETURNING ${COLUMNS}, s.closed_at AS "closedAt"`,
      [tx.tenantId, userId, only, except, method, expired],
    );
  }

  /** Forgets a user's sessions that were closed long ago. */
  async forgetOld(userId: string, tx: Transaction): Promise<void> {
    await tx.query(
      `DELETE FROM session
       WHERE tenant_id = $1 AND user_id = $2 AND closed_at < now() - ${KEPT}`,
      [tx.tenantId, userId],
    );
  }

  /** The open sessions of a user, newest first. */
  list(
    tenantId: string,
    userId: string,
    window: { limit: number; offset: number },
  ): Promise<Page<Session>> {
    const where = `s.tenant_id = $1 AND s.user_id = $2 AND ${ALIVE}`;
    return this.unitOfWork.run(tenantId, async (tx) => {
      const [counted] = await tx.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM session s WHERE ${where}`,
        [tenantId, userId],
      );
      const items = await tx.query<Session>(
        `SELECT ${COLUMNS} ${FROM} WHERE ${where}
         ORDER BY s.opened_at DESC, s.id LIMIT $3 OFFSET $4`,
        [tenantId, userId, window.limit, window.offset],
      );
      return { items, totalCount: counted?.count ?? 0 };
    });
  }
}
