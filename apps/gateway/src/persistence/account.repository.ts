import { Injectable } from '@nestjs/common';
import type { Page } from '@libs/contracts';
import { UnitOfWork, type Transaction } from '@libs/database';

/** A user with what only the login may see. */
export interface Account {
  readonly tenantId: string;
  readonly id: string;
  readonly username: string;
  readonly displayName: string | null;
  readonly email: string | null;
  /** Null: this user signs in through an external issuer only. */
  readonly passwordHash: string | null;
  readonly roles: readonly string[];
  readonly enabled: boolean;
  readonly version: number;
  readonly createdAt: Date;
}

/** What may be changed of a user. */
export type AccountChanges = Partial<
  Pick<Account, 'displayName' | 'email' | 'passwordHash' | 'roles' | 'enabled'>
>;

/** Which users to find. */
export interface AccountFilter {
  readonly search?: string;
  readonly enabled?: boolean;
}

const COLUMNS = `tenant_id AS "tenantId", id, username, display_name AS "displayName", email,
  password_hash AS "passwordHash", roles, enabled, version, created_at AS "createdAt"`;
const HERE = 'tenant_id = $1 AND removed_at IS NULL';

/** `%`, `_` and `\` in a search mean themselves. */
const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** The users of every tenant; one who was removed is found no more. */
@Injectable()
export class AccountRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Adds a user; false when the name or the e-mail is taken. */
  async add(account: Account, tx: Transaction): Promise<boolean> {
    const added = await tx.query(
      `INSERT INTO user_account
         (tenant_id, id, username, display_name, email, password_hash, roles, enabled, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING 1`,
      [
        account.tenantId,
        account.id,
        account.username,
        account.displayName,
        account.email,
        account.passwordHash,
        account.roles,
        account.enabled,
        account.createdAt,
      ],
    );
    return added.length > 0;
  }

  async lockFor(id: string, tx: Transaction): Promise<Account | undefined> {
    const [found] = await tx.query<Account>(
      `SELECT ${COLUMNS} FROM user_account WHERE ${HERE} AND id = $2 FOR UPDATE`,
      [tx.tenantId, id],
    );
    return found;
  }

  /** Saves changes of a user as its next version. */
  async save(account: Account, changes: AccountChanges, tx: Transaction): Promise<Account> {
    const next = { ...account, ...changes, version: account.version + 1 };
    await tx.query(
      `UPDATE user_account SET display_name = $3, email = $4, password_hash = $5, roles = $6,
         enabled = $7, version = $8, updated_at = now() WHERE tenant_id = $1 AND id = $2`,
      [
        tx.tenantId,
        next.id,
        next.displayName,
        next.email,
        next.passwordHash,
        next.roles,
        next.enabled,
        next.version,
      ],
    );
    return next;
  }

  /** Whether somebody else has this e-mail. */
  async isEmailTaken(email: string, exceptId: string, tx: Transaction): Promise<boolean> {
    const taken = await tx.query(
      `SELECT 1 FROM user_account WHERE ${HERE} AND lower(email) = lower($2) AND id <> $3`,
      [tx.tenantId, email, exceptId],
    );
    return taken.length > 0;
  }

  /** Disables a user for good; the name stays taken. */
  async remove(account: Account, tx: Transaction): Promise<Account> {
    const next = await this.save(account, { enabled: false }, tx);
    await tx.query('UPDATE user_account SET removed_at = now() WHERE tenant_id = $1 AND id = $2', [
      tx.tenantId,
      account.id,
    ]);
    return next;
  }

  /** How many users with a role may come in now, and have a way to. */
  async countEnabledWith(role: string, tx: Transaction): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM user_account u
       WHERE ${HERE} AND enabled AND $2 = ANY (roles) AND (password_hash IS NOT NULL OR EXISTS (
         SELECT 1 FROM external_identity e WHERE e.tenant_id = u.tenant_id AND e.user_id = u.id))`,
      [tx.tenantId, role],
    );
    return row?.count ?? 0;
  }

  async findByEmail(email: string, tx: Transaction): Promise<Account | undefined> {
    const [found] = await tx.query<Account>(
      `SELECT ${COLUMNS} FROM user_account WHERE ${HERE} AND lower(email) = lower($2) FOR UPDATE`,
      [tx.tenantId, email],
    );
    return found;
  }

  findByName(tenantId: string, username: string): Promise<Account | undefined> {
    return this.unitOfWork.run(tenantId, async (tx) => {
      const [found] = await tx.query<Account>(
        `SELECT ${COLUMNS} FROM user_account WHERE ${HERE} AND username = $2`,
        [tenantId, username],
      );
      return found;
    });
  }

  find(tenantId: string, id: string): Promise<Account | undefined> {
    return this.unitOfWork.run(tenantId, async (tx) => {
      const [found] = await tx.query<Account>(
        `SELECT ${COLUMNS} FROM user_account WHERE ${HERE} AND id = $2`,
        [tenantId, id],
      );
      return found;
    });
  }

  list(
    tenantId: string,
    { search, enabled }: AccountFilter,
    window: { limit: number; offset: number },
  ): Promise<Page<Account>> {
    const where = `${HERE} AND ($2::boolean IS NULL OR enabled = $2)
      AND ($3::text IS NULL OR username ILIKE $3 OR display_name ILIKE $3 OR email ILIKE $3)`;
    const filter = [tenantId, enabled ?? null, search ? `%${literal(search)}%` : null];
    return this.unitOfWork.run(tenantId, async (tx) => {
      const [counted] = await tx.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM user_account WHERE ${where}`,
        filter,
      );
      const items = await tx.query<Account>(
        `SELECT ${COLUMNS} FROM user_account WHERE ${where}
         ORDER BY created_at DESC, id LIMIT $4 OFFSET $5`,
        [...filter, window.limit, window.offset],
      );
      return { items, totalCount: counted?.count ?? 0 };
    });
  }
}
