import { Injectable } from '@nestjs/common';
import type { Page } from '@libs/contracts';
import { UnitOfWork, type Transaction } from '@libs/database';

/** An API key; of its secret only a hash is kept. */
export interface ApiKey {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

const COLUMNS = `id, user_id AS "userId", name, scopes, created_at AS "createdAt",
  expires_at AS "expiresAt", last_used_at AS "lastUsedAt", revoked_at AS "revokedAt"`;

@Injectable()
export class ApiKeyRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async add(key: ApiKey, secretHash: Buffer, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO api_key
         (tenant_id, id, user_id, name, secret_hash, scopes, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        tx.tenantId,
        key.id,
        key.userId,
        key.name,
        secretHash,
        key.scopes,
        key.createdAt,
        key.expiresAt,
      ],
    );
  }

  async lockFor(id: string, tx: Transaction): Promise<ApiKey | undefined> {
    const [found] = await tx.query<ApiKey>(
      `SELECT ${COLUMNS} FROM api_key WHERE tenant_id = $1 AND id = $2 FOR UPDATE`,
      [tx.tenantId, id],
    );
    return found;
  }

  async revoke({ id }: ApiKey, at: Date, tx: Transaction): Promise<void> {
    await tx.query('UPDATE api_key SET revoked_at = $3 WHERE tenant_id = $1 AND id = $2', [
      tx.tenantId,
      id,
      at,
    ]);
  }

  find(tenantId: string, id: string): Promise<ApiKey | undefined> {
    return this.unitOfWork.run(tenantId, async (tx) => {
      const [found] = await tx.query<ApiKey>(
        `SELECT ${COLUMNS} FROM api_key WHERE tenant_id = $1 AND id = $2`,
        [tenantId, id],
      );
      return found;
    });
  }

  list(tenantId: string, window: { limit: number; offset: number }): Promise<Page<ApiKey>> {
    return this.unitOfWork.run(tenantId, async (tx) => {
      const [counted] = await tx.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM api_key WHERE tenant_id = $1',
        [tenantId],
      );
      const items = await tx.query<ApiKey>(
        `SELECT ${COLUMNS} FROM api_key WHERE tenant_id = $1
         ORDER BY created_at DESC, id LIMIT $2 OFFSET $3`,
        [tenantId, window.limit, window.offset],
      );
      return { items, totalCount: counted?.count ?? 0 };
    });
  }
}
