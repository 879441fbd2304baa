import { Injectable } from '@nestjs/common';
import type { FieldsOf, OccurrenceView, Page, PlanPart } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { NAMED_COLUMNS, NAMED_OCCURRENCES } from './occurrence-rows.js';
import { occurrenceView, type NamedOccurrenceRow } from './occurrence-rows.js';

/** Work that is near, and what its plan says of it. */
export interface Opportunity {
  readonly work: FieldsOf<OccurrenceView>;
  readonly sharedPoints: string[];
  readonly maintenanceType: string;
  readonly plannedMinutes: number | null;
  readonly taskCount: number;
  readonly parts: readonly PlanPart[];
}

interface Row extends NamedOccurrenceRow, Omit<Opportunity, 'work'> {
  readonly totalCount: number;
}

@Injectable()
export class OpportunityRepository {
  /** What is near and not ordered yet on equipment, or on what is isolated at the same points. */
  async list(
    equipmentIds: readonly string[],
    window: { readonly until: Date; readonly limit: number; readonly offset: number },
    tx: Transaction,
  ): Promise<Page<Opportunity>> {
    const rows = await tx.query<Row>(
      `WITH shared AS (
         SELECT other.equipment_id, array_agg(DISTINCT own.point ORDER BY own.point) AS points
         FROM isolation_point own JOIN isolation_point other ON other.tenant_id = own.tenant_id
           AND lower(btrim(other.point)) = lower(btrim(own.point))
           AND other.equipment_id <> ALL($2)
         WHERE own.tenant_id = $1 AND own.equipment_id = ANY($2) GROUP BY other.equipment_id)
       SELECT ${NAMED_COLUMNS}, coalesce(s.points, '{}') AS "sharedPoints",
         p.definition->>'maintenanceType' AS "maintenanceType",
         (p.definition->'plannedMinutes')::int AS "plannedMinutes",
         jsonb_array_length(coalesce(p.definition->'tasks', '[]')) AS "taskCount",
         coalesce(p.definition->'parts', '[]') AS parts, (count(*) OVER ())::int AS "totalCount"
       ${NAMED_OCCURRENCES} LEFT JOIN shared s ON s.equipment_id = o.equipment_id
       WHERE o.tenant_id = $1 AND (o.equipment_id = ANY($2) OR s.equipment_id IS NOT NULL)
         AND (o.status IN ('due_soon', 'due', 'overdue')
           OR (o.status = 'projected' AND o.due_at < $3))
       ORDER BY o.due_at NULLS LAST, o.id LIMIT $4 OFFSET $5`,
      [tx.tenantId, equipmentIds, window.until, window.limit, window.offset],
    );
    const items = rows.map(
      ({
        totalCount: _,
        sharedPoints,
        maintenanceType,
        plannedMinutes,
        taskCount,
        parts,
        ...row
      }) => {
        const planned = { maintenanceType, plannedMinutes, taskCount, parts };
        return { work: occurrenceView(row), sharedPoints, ...planned };
      },
    );
    return { items, totalCount: rows[0]?.totalCount ?? 0 };
  }
}
