import { Injectable } from '@nestjs/common';
import { ROLES, type Page, type Role } from '@libs/contracts';
import { UnitOfWork, type Transaction } from '@libs/database';

/** A local user with what only the login may see. */
export interface Account {
  readonly tenantId: string;
  readonly id: string;
  readonly username: string;
  readonly passwordHash: string;
  readonly roles: readonly Role[];
  readonly enabled: boolean;
  readonly createdAt: Date;
}

const COLUMNS = `tenant_id AS "tenantId", id, username, password_hash AS "passwordHash",
  roles, enabled, created_at AS "createdAt"`;

/** An account as it may be shown. */
export function accountView(account: Account): {
  id: string;
  tenantId: string;
  username: string;
  roles: Role[];
  enabled: boolean;
  createdAt: string;
} {
  const { id, tenantId, username, roles, enabled, createdAt } = account;
  const known = ROLES.filter((role) => roles.includes(role));
  return { id, tenantId, username, roles: known, enabled, createdAt: createdAt.toISOString() };
}

@Injectable()
export class AccountRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Adds the tenant and its first user; false when the user is there already. */
  addFirst(tenant: { id: string; code: string; name: string }, account: Account): Promise<boolean> {
    return this.unitOfWork.system(async (tx) => {
      await tx.query(
        `INSERT INTO tenant (tenant_id, code, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
        [tenant.id, tenant.code, tenant.name],
      );
      return this.insert(await tx.within(tenant.id), account);
    });
  }

  /** Adds a user; false when the name is taken. */
  add(account: Account): Promise<boolean> {
    return this.unitOfWork.run(account.tenantId, (tx) => this.insert(tx, account));
  }

  async findForLogin(tenantCode: string, username: string): Promise<Account | undefined> {
    return this.unitOfWork.system(async (tx) => {
      const [tenant] = await tx.query<{ id: string }>(
        'SELECT tenant_id AS id FROM tenant WHERE code = $1',
        [tenantCode],
      );
      if (!tenant) return undefined;
      const [found] = await (
        await tx.within(tenant.id)
      ).query<Account>(
        `SELECT ${COLUMNS} FROM user_account WHERE tenant_id = $1 AND username = $2`,
        [tenant.id, username],
      );
      return found;
    });
  }

  find(tenantId: string, id: string): Promise<Account | undefined> {
    return this.unitOfWork.run(tenantId, async (tx) => {
      const [found] = await tx.query<Account>(
        `SELECT ${COLUMNS} FROM user_account WHERE tenant_id = $1 AND id = $2`,
        [tenantId, id],
      );
      return found;
    });
  }

  list(tenantId: string, window: { limit: number; offset: number }): Promise<Page<Account>> {
    return this.unitOfWork.run(tenantId, async (tx) => {
      const [counted] = await tx.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM user_account WHERE tenant_id = $1',
        [tenantId],
      );
      const items = await tx.query<Account>(
        `SELECT ${COLUMNS} FROM user_account WHERE tenant_id = $1
         ORDER BY created_at DESC, id LIMIT $2 OFFSET $3`,
        [tenantId, window.limit, window.offset],
      );
      return { items, totalCount: counted?.count ?? 0 };
    });
  }

  private async insert(tx: Transaction, account: Account): Promise<boolean> {
    const { tenantId, id, username, passwordHash, roles, enabled, createdAt } = account;
    const added = await tx.query(
      `INSERT INTO user_account
         (tenant_id, id, username, password_hash, roles, enabled, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT ON CONSTRAINT user_account_username_key DO NOTHING RETURNING 1`,
      [tenantId, id, username, passwordHash, roles, enabled, createdAt],
    );
    return added.length > 0;
  }
}
