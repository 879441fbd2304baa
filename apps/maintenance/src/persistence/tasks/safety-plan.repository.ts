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

  /** The points, which stay as they are while work is ordered that they are for. */
  async holdPoints(equipmentId: string, tx: Transaction): Promise<IsolationPoint[]> {
    const sql = 'SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 3))';
    await tx.query(sql, [`${tx.tenantId} ${equipmentId}`]);
    return this.listPoints(equipmentId, tx);
  }

  /** Answers what the points were; nobody orders work meanwhile. */
  async set(
    equipmentId: string,
    points: readonly IsolationPoint[],
    tx: Transaction,
  ): Promise<IsolationPoint[]> {
    const of = [tx.tenantId, equipmentId];
    const sql = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 3))';
    await tx.query(sql, [of.join(' ')]);
    const former = await this.listPoints(equipmentId, tx);
    await tx.query('DELETE FROM isolation_point WHERE tenant_id = $1 AND equipment_id = $2', of);
    await tx.query(
      `INSERT INTO isolation_point (tenant_id, equipment_id, position, point, method)
       SELECT $1, $2, position, point, method
       FROM unnest($3::text[], $4::text[]) WITH ORDINALITY AS p (point, method, position)`,
      [...of, points.map(({ point }) => point), points.map(({ method }) => method)],
    );
    return former;
  }
}
