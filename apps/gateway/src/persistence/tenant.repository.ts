import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Transaction } from '@libs/database';

/** A plant with users, equipment and data of its own. */
export interface Tenant {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

const REMEMBERED = 10_000;

@Injectable()
export class TenantRepository {
  // Codes never change: an answer stays right.
  private readonly ids = new Map<string, string>();

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Adds a tenant and does the rest within it; nothing when its code is taken. */
  add<T>(
    { id, code, name }: Tenant,
    rest: (tx: Transaction) => Promise<T>,
  ): Promise<T | undefined> {
    return this.unitOfWork.system(async (tx) => {
      const added = await tx.query(
        `INSERT INTO tenant (tenant_id, code, name) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING RETURNING 1`,
        [id, code, name],
      );
      return added.length > 0 ? rest(await tx.within(id)) : undefined;
    });
  }

  list(): Promise<Tenant[]> {
    return this.unitOfWork.system((tx) =>
      tx.query<Tenant>('SELECT tenant_id AS id, code, name FROM tenant ORDER BY code'),
    );
  }

  async findId(code: string): Promise<string | undefined> {
    const known = this.ids.get(code);
    if (known !== undefined) return known;
    const [found] = await this.unitOfWork.system((tx) =>
      tx.query<{ id: string }>('SELECT tenant_id AS id FROM tenant WHERE code = $1', [code]),
    );
    if (found && this.ids.size < REMEMBERED) this.ids.set(code, found.id);
    return found?.id;
  }

  /** Lets one change of who may do what go on at a time within the tenant. */
  async lock(tx: Transaction): Promise<void> {
    await tx.query('SELECT 1 FROM tenant WHERE tenant_id = $1 FOR NO KEY UPDATE', [tx.tenantId]);
  }
}
