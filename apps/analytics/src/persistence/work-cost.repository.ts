import { Injectable } from '@nestjs/common';
import type { CostKind } from '@libs/contracts';
import type { Transaction } from '@libs/database';

/** What something at work cost; told again under the same key, the latest counts. */
export interface ToldCost {
  readonly key: string;
  readonly workOrderId: string;
  readonly equipmentId: string;
  readonly kind: CostKind;
  readonly amount: string;
  readonly toldAt: string;
}

@Injectable()
export class WorkCostRepository {
  async note(cost: ToldCost, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO work_cost AS c
         (tenant_id, key, work_order_id, equipment_id, kind, amount, told_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT ON CONSTRAINT work_cost_pkey DO UPDATE
         SET amount = excluded.amount, told_at = excluded.told_at
         WHERE c.told_at < excluded.told_at`,
      [
        ...[tx.tenantId, cost.key, cost.workOrderId, cost.equipmentId],
        ...[cost.kind, cost.amount, cost.toldAt],
      ],
    );
  }
}
