import { Injectable } from '@nestjs/common';
import type { SystemTransaction } from '@libs/database';

/** Whose trails there are. */
@Injectable()
export class TenantRepository {
  /** Also those whose head is gone, as far as the role may see their rows. */
  async withTrail(tx: SystemTransaction): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `WITH RECURSIVE tenant (id) AS (
         (SELECT tenant_id FROM audit_entry ORDER BY tenant_id LIMIT 1)
         UNION ALL
         SELECT (SELECT tenant_id FROM audit_entry WHERE tenant_id > tenant.id
                 ORDER BY tenant_id LIMIT 1)
         FROM tenant WHERE tenant.id IS NOT NULL
       )
       SELECT id FROM tenant WHERE id IS NOT NULL
       UNION SELECT tenant_id FROM audit_head ORDER BY id`,
    );
    return rows.map(({ id }) => id);
  }

  /** Asks the gateway's table, which the owner of the database may read and no agent but it. */
  async findByCode(code: string, tx: SystemTransaction): Promise<string | undefined> {
    const [row] = await tx.query<{ id: string }>(
      'SELECT tenant_id AS id FROM gateway.tenant WHERE code = $1',
      [code],
    );
    return row?.id;
  }
}
