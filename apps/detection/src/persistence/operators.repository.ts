import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';

/** How many operators share the alarms of a plant. */
@Injectable()
export class OperatorsRepository {
  async find(tx: Transaction): Promise<number | undefined> {
    const [known] = await tx.query<{ operators: number }>(
      'SELECT operators FROM alarm_operators WHERE tenant_id = $1',
      [tx.tenantId],
    );
    return known?.operators;
  }

  /** Where nobody told it yet, as of plants whose policy was set before that was told. */
  async saveIfUnknown(operators: number, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO alarm_operators (tenant_id, operators) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
      [tx.tenantId, operators],
    );
  }

  async save(operators: number, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO alarm_operators (tenant_id, operators) VALUES ($1, $2)
       ON CONFLICT (tenant_id) DO UPDATE SET operators = $2`,
      [tx.tenantId, operators],
    );
  }
}
