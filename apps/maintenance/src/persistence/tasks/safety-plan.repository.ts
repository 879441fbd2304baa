import { Injectable } from '@nestjs/common';
import type { IsolationPoint } from '@libs/contracts';
import type { Transaction } from '@libs/database';

/** How equipment is made safe before work on it starts. */
@Injectable()
export class SafetyPlanRepository {
  listPoints(equipmentId: string, tx: Transaction): Promise<IsolationPoint[]> {
    return tx.query<IsolationPoint>(
      `SELECT point, method FROM isolation_point WHERE tenant_id = $1 AND equipment_id = $2
       ORDER BY position`,
      [tx.tenantId, equipmentId],
    );
  }

  async set(
    equipmentId: string,
    points: readonly IsolationPoint[],
    tx: Transaction,
  ): Promise<void> {
    const of = [tx.tenantId, equipmentId];
    await tx.query('DELETE FROM isolation_point WHERE tenant_id = $1 AND equipment_id = $2', of);
    await tx.query(
      `INSERT INTO isolation_point (tenant_id, equipment_id, position, point, method)
       SELECT $1, $2, position, point, method
       FROM unnest($3::text[], $4::text[]) WITH ORDINALITY AS p (point, method, position)`,
      [...of, points.map(({ point }) => point), points.map(({ method }) => method)],
    );
  }

  /** Gives a new work order a step for each point of its equipment. */
  async copyTo(workOrderId: string, equipmentId: string, tx: Transaction): Promise<void> {
    await tx.query(
      `INSERT INTO task (tenant_id, id, work_order_id, position, text, phase, result_kind, required)
       SELECT tenant_id, gen_random_uuid(), $3, position, point || ': ' || method, 'isolation',
         'pass_fail', true
       FROM isolation_point WHERE tenant_id = $1 AND equipment_id = $2`,
      [tx.tenantId, equipmentId, workOrderId],
    );
  }
}
