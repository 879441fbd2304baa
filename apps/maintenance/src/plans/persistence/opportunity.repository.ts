import { Injectable } from '@nestjs/common';
import type { FieldsOf, OpportunityView, Page, PlanPart } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { NAMED_COLUMNS, NAMED_OCCURRENCES } from './occurrence-rows.js';
import { occurrenceView, type NamedOccurrenceRow } from './occurrence-rows.js';

/** Work that is near, and what is known of it. */
export interface Opportunity {
  readonly work: FieldsOf<OpportunityView>;
  readonly sharedPoints: string[];
  readonly maintenanceType: string | null;
  readonly plannedMinutes: number | null;
  readonly taskCount: number;
  readonly parts: readonly PlanPart[];
}

type OfPlan = 'planId' | 'planVersion' | 'key';
interface Row extends Omit<NamedOccurrenceRow, OfPlan>, Omit<Opportunity, 'work'> {
  readonly planId: string | null;
  readonly planVersion: number | null;
  readonly key: string | null;
  readonly number: string | null;
  readonly totalCount: number;
}

/** Other equipment that is isolated at the same points. */
const SHARED = `shared AS (
    SELECT other.equipment_id, array_agg(DISTINCT own.point ORDER BY own.point) AS points
    FROM isolation_point own JOIN isolation_point other ON other.tenant_id = own.tenant_id
      AND lower(btrim(other.point)) = lower(btrim(own.point)) AND other.equipment_id <> ALL($2)
    WHERE own.tenant_id = $1 AND own.equipment_id = ANY($2) GROUP BY other.equipment_id)`;

const OF_PLAN = `p.definition->>'maintenanceType' AS "maintenanceType",
  (p.definition->'plannedMinutes')::int AS "plannedMinutes"`;

/** What plans ask for and nobody ordered yet. */
const UNORDERED = `SELECT ${NAMED_COLUMNS}, NULL AS number,
    coalesce(s.points, '{}') AS "sharedPoints", ${OF_PLAN},
    jsonb_array_length(coalesce(p.definition->'tasks', '[]')) AS "taskCount",
    coalesce(p.definition->'parts', '[]') AS parts
  ${NAMED_OCCURRENCES} LEFT JOIN shared s ON s.equipment_id = o.equipment_id
  WHERE o.tenant_id = $1 AND (o.equipment_id = ANY($2) OR s.equipment_id IS NOT NULL)
    AND (o.status IN ('due_soon', 'due', 'overdue') OR (o.status = 'projected' AND o.due_at < $3))`;

/** What is ordered and in no schedule, with the parts that it still needs. */
const UNSCHEDULED = `SELECT w.id, w.plan_id, o.plan_version, w.equipment_id, o.key, 'ordered', w.due_at,
    o.due_reading, o.sensor_key, coalesce(w.due_at < now(), false), NULL, NULL, w.id, NULL,
    o.asked_by_kind, o.asked_by_id, w.title, p.team, coalesce(e.name, ''), w.number,
    coalesce(s.points, '{}'), ${OF_PLAN},
    (SELECT count(*)::int FROM task WHERE tenant_id = $1 AND work_order_id = w.id AND phase = 'work'),
    (SELECT coalesce(jsonb_agg(jsonb_build_object('partId', part_id,
        'quantity', trim_scale(needed - reserved - used)::text)), '[]')
      FROM part_use WHERE tenant_id = $1 AND work_order_id = w.id AND needed > reserved + used)
  FROM work_order w
  LEFT JOIN plan_occurrence o ON o.tenant_id = w.tenant_id AND o.id = w.occurrence_id
  LEFT JOIN maintenance_plan p ON p.tenant_id = w.tenant_id AND p.id = w.plan_id
  LEFT JOIN equipment e ON e.tenant_id = w.tenant_id AND e.id = w.equipment_id
  LEFT JOIN shared s ON s.equipment_id = w.equipment_id
  WHERE w.tenant_id = $1 AND (w.equipment_id = ANY($2) OR s.equipment_id IS NOT NULL)
    AND w.status IN ('approved', 'planned') AND w.id IS DISTINCT FROM $4`;

/** What is looked for: until when, without which work, and which page of it. */
export interface NearWork {
  readonly until: Date;
  readonly except: string | null;
  readonly limit: number;
  readonly offset: number;
}

@Injectable()
export class OpportunityRepository {
  /** What is near and in no schedule, on equipment or on what is isolated at the same points. */
  async list(
    equipmentIds: readonly string[],
    { until, except, limit, offset }: NearWork,
    tx: Transaction,
  ): Promise<Page<Opportunity>> {
    const rows = await tx.query<Row>(
      `WITH ${SHARED}
       SELECT work.*, (count(*) OVER ())::int AS "totalCount"
       FROM (${UNORDERED} UNION ALL ${UNSCHEDULED}) work
       ORDER BY "dueAt" NULLS LAST, id LIMIT $5 OFFSET $6`,
      [tx.tenantId, equipmentIds, until, except, limit, offset],
    );
    return { items: rows.map(opportunityOf), totalCount: rows[0]?.totalCount ?? 0 };
  }
}

function opportunityOf({ totalCount: _, sharedPoints, number, ...found }: Row): Opportunity {
  const { maintenanceType, plannedMinutes, taskCount, parts, ...row } = found;
  const work = { ...occurrenceView(row), ...(number !== null && { number }) };
  return { work, sharedPoints, maintenanceType, plannedMinutes, taskCount, parts };
}
