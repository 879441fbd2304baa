import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import type { PastWork } from '../domain/expected-stop.js';

/** Work on equipment, of which plan and type it is. */
interface Planned {
  readonly planId: string | null;
  readonly equipmentId: string;
  readonly maintenanceType: string | null;
}

interface Row extends PastWork {
  readonly position: number;
}

/** Completed orders with the minutes that they were in progress: on hold nobody worked. */
const PAST = `SELECT w.plan_id, w.equipment_id, e.class, took.minutes,
    coalesce(p.definition->>'maintenanceType', r.maintenance_type) AS type
  FROM work_order w
  LEFT JOIN equipment e ON e.tenant_id = w.tenant_id AND e.id = w.equipment_id
  LEFT JOIN maintenance_plan p ON p.tenant_id = w.tenant_id AND p.id = w.plan_id
  LEFT JOIN maintenance_record r ON r.tenant_id = w.tenant_id AND r.work_order_id = w.id
    AND r.corrects IS NULL
  JOIN LATERAL (SELECT sum(extract(epoch FROM until - taken_at))::float8 / 60 AS minutes
    FROM (SELECT to_status, taken_at, lead(taken_at) OVER (ORDER BY version) AS until
      FROM work_order_step WHERE tenant_id = w.tenant_id AND work_order_id = w.id) step
    WHERE to_status = 'in_progress') took ON took.minutes IS NOT NULL
  WHERE w.tenant_id = $1 AND w.status IN ('completed', 'closed')`;

/** How long work took that was done before. */
@Injectable()
export class PastWorkRepository {
  /** For each work what is known by its plan here, by its type here, and by its type in the class. */
  async listAlike(works: readonly Planned[], tx: Transaction): Promise<PastWork[][]> {
    const rows = await tx.query<Row>(
      `WITH past AS MATERIALIZED (${PAST}),
       asked AS (SELECT a.*, e.class FROM unnest($2::uuid[], $3::uuid[], $4::text[])
           WITH ORDINALITY AS a (plan_id, equipment_id, type, position)
         LEFT JOIN equipment e ON e.tenant_id = $1 AND e.id = a.equipment_id)
       SELECT (asked.position - 1)::int AS position, alike.basis, count(*)::int AS count,
         percentile_cont(0.1) WITHIN GROUP (ORDER BY past.minutes) AS low,
         percentile_cont(0.5) WITHIN GROUP (ORDER BY past.minutes) AS minutes,
         percentile_cont(0.9) WITHIN GROUP (ORDER BY past.minutes) AS high
       FROM asked CROSS JOIN past CROSS JOIN LATERAL (VALUES
         ('plan', past.plan_id = asked.plan_id AND past.equipment_id = asked.equipment_id),
         ('equipment', past.type = asked.type AND past.equipment_id = asked.equipment_id),
         ('class', past.type = asked.type AND past.class = asked.class)) AS alike (basis, holds)
       WHERE alike.holds GROUP BY asked.position, alike.basis`,
      [
        tx.tenantId,
        works.map(({ planId }) => planId),
        works.map(({ equipmentId }) => equipmentId),
        works.map(({ maintenanceType }) => maintenanceType),
      ],
    );
    return works.map((_, index) => rows.filter(({ position }) => position === index));
  }
}
