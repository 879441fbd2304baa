import { Injectable } from '@nestjs/common';
import type { Page } from '@libs/contracts';
import { UnitOfWork, type Transaction } from '@libs/database';

/** A custom role. */
export interface CustomRole {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly permissions: readonly string[];
  readonly version: number;
  readonly createdAt: Date;
}

const COLUMNS = `id, name, description, permissions, version, created_at AS "createdAt"`;

@Injectable()
export class RoleRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Adds a role; false when the name is taken. */
  async add(role: CustomRole, tx: Transaction): Promise<boolean> {
    const added = await tx.query(
      `INSERT INTO role (tenant_id, id, name, description, permissions, created_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT ON CONSTRAINT role_name_key DO NOTHING RETURNING 1`,
      [tx.tenantId, role.id, role.name, role.description, role.permissions, role.createdAt],
    );
    return added.length > 0;
  }

  async lockFor(id: string, tx: Transaction): Promise<CustomRole | undefined> {
    const [found] = await tx.query<CustomRole>(
      `SELECT ${COLUMNS} FROM role WHERE tenant_id = $1 AND id = $2 FOR UPDATE`,
      [tx.tenantId, id],
    );
    return found;
  }

  /** Saves changes of a role as its next version. */
  async save(
    role: CustomRole,
    changes: Partial<Pick<CustomRole, 'description' | 'permissions'>>,
    tx: Transaction,
  ): Promise<CustomRole> {
    const next = { ...role, ...changes, version: role.version + 1 };
    await tx.query(
      `UPDATE role SET description = $3, permissions = $4, version = $5, updated_at = now()
       WHERE tenant_id = $1 AND id = $2`,
      [tx.tenantId, next.id, next.description, next.permissions, next.version],
    );
    return next;
  }

  async remove({ id }: CustomRole, tx: Transaction): Promise<void> {
    await tx.query('DELETE FROM role WHERE tenant_id = $1 AND id = $2', [tx.tenantId, id]);
  }

  /** How many users have a role, disabled ones too. */
  async countHolders(name: string, tx: Transaction): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM user_account
       WHERE tenant_id = $1 AND removed_at IS NULL AND $2 = ANY (roles)`,
      [tx.tenantId, name],
    );
    return row?.count ?? 0;
  }

  /** Those custom roles that names name. */
  withNames(names: readonly string[], tx: Transaction): Promise<CustomRole[]> {
    return tx.query(`SELECT ${COLUMNS} FROM role WHERE tenant_id = $1 AND name = ANY ($2)`, [
      tx.tenantId,
      names,
    ]);
  }

  find(tenantId: string, id: string): Promise<CustomRole | undefined> {
    return this.unitOfWork.run(tenantId, async (tx) => {
      const [found] = await tx.query<CustomRole>(
        `SELECT ${COLUMNS} FROM role WHERE tenant_id = $1 AND id = $2`,
        [tenantId, id],
      );
      return found;
    });
  }

  list(tenantId: string, window: { limit: number; offset: number }): Promise<Page<CustomRole>> {
    return this.unitOfWork.run(tenantId, async (tx) => {
      const [counted] = await tx.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM role WHERE tenant_id = $1',
        [tenantId],
      );
      const items = await tx.query<CustomRole>(
        `SELECT ${COLUMNS} FROM role WHERE tenant_id = $1
         ORDER BY created_at DESC, id LIMIT $2 OFFSET $3`,
        [tenantId, window.limit, window.offset],
      );
      return { items, totalCount: counted?.count ?? 0 };
    });
  }
}
