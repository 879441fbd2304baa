import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import { v7 as uuidv7 } from 'uuid';
import type { Rule } from './rule.entity.js';

type Version = Pick<Rule, 'id' | 'version'>;

/** When a version raised its alarm on a machine, or would have while it was in shadow. */
@Injectable()
export class RaisingRepository {
  async begin({ id, version }: Version, equipmentId: string, at: Date, tx: Transaction) {
    await tx.query(
      `INSERT INTO rule_raising (tenant_id, id, rule_id, version, equipment_id, began_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [tx.tenantId, uuidv7(), id, version, equipmentId, at],
    );
  }

  async end({ id, version }: Version, equipmentId: string, at: Date, tx: Transaction) {
    await tx.query(
      `UPDATE rule_raising SET ended_at = greatest($5, began_at)
       WHERE tenant_id = $1 AND rule_id = $2 AND version = $3 AND equipment_id = $4
         AND ended_at IS NULL`,
      [tx.tenantId, id, version, equipmentId, at],
    );
  }

  async endAll({ id, version }: Version, at: Date, tx: Transaction): Promise<void> {
    await tx.query(
      `UPDATE rule_raising SET ended_at = greatest($4, began_at)
       WHERE tenant_id = $1 AND rule_id = $2 AND version = $3 AND ended_at IS NULL`,
      [tx.tenantId, id, version, at],
    );
  }

  /** What goes on is kept, however long ago it began. */
  async forget(before: Date, tx: Transaction): Promise<void> {
    await tx.query(`DELETE FROM rule_raising WHERE tenant_id = $1 AND ended_at < $2`, [
      tx.tenantId,
      before,
    ]);
  }
}
