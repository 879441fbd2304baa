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
}
