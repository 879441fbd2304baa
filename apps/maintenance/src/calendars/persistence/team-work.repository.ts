import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import type { Shown } from '../domain/changed-entries.js';

const MOST = 1000;

interface Row {
  readonly uid: string;
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly status: 'tentative' | 'confirmed' | 'cancelled';
}

/** Work in its window, or else due; that of an occurrence goes on under the occurrence's uid. */
const ORDERS = `SELECT coalesce('occurrence-' || o.occurrence_id, 'work-order-' || o.id) AS uid,
    o.number || ' ' || o.title AS summary, o.description, o.equipment_id,
    coalesce(o.planned_start_at, o.due_at) AS starts_at,
    coalesce(o.planned_end_at, o.due_at) AS ends_at,
    CASE WHEN o.status = 'cancelled' THEN 'cancelled'
      WHEN o.planned_start_at IS NULL THEN 'tentative' ELSE 'confirmed' END AS status
  FROM work_order o LEFT JOIN maintenance_plan p ON p.tenant_id = o.tenant_id AND p.id = o.plan_id
  WHERE o.tenant_id = $1 AND coalesce(o.crew, p.team) = $2`;

/** Work that is due by a plan and has no order. */
const OCCURRENCES = `SELECT 'occurrence-' || c.id, p.definition ->> 'title',
    coalesce(p.definition ->> 'description', p.definition ->> 'title'), c.equipment_id,
    c.due_at, coalesce(c.ended_at, c.due_at),
    CASE WHEN c.status IN ('skipped', 'merged') THEN 'cancelled'
      WHEN c.status = 'done' THEN 'confirmed' ELSE 'tentative' END
  FROM plan_occurrence c
  JOIN maintenance_plan p ON p.tenant_id = c.tenant_id AND p.id = c.plan_id
  WHERE c.tenant_id = $1 AND p.team = $2 AND c.work_order_id IS NULL`;

const INSPECTIONS = `SELECT 'inspection-' || i.id, i.name, i.name, i.equipment_id, i.due_at,
    i.closes_at, CASE WHEN i.status = 'cancelled' THEN 'cancelled' ELSE 'confirmed' END
  FROM inspection i WHERE i.tenant_id = $1 AND i.team = $2`;

/** What a team has to do, wherever it comes from. */
@Injectable()
export class TeamWorkRepository {
  async list(team: string, from: Date, until: Date, tx: Transaction): Promise<Shown[]> {
    const rows = await tx.query<Row>(
      `SELECT w.uid, w.summary, w.description, coalesce(e.code, e.name, w.equipment_id::text)
           AS location,
         w.starts_at AS "startsAt", greatest(w.starts_at, w.ends_at) AS "endsAt", w.status
       FROM (${ORDERS} UNION ALL ${OCCURRENCES} UNION ALL ${INSPECTIONS}) w
       LEFT JOIN equipment e ON e.tenant_id = $1 AND e.id = w.equipment_id
       WHERE w.starts_at IS NOT NULL AND greatest(w.starts_at, w.ends_at) >= $3
         AND w.starts_at < $4
       ORDER BY w.starts_at, w.uid LIMIT ${MOST}`,
      [tx.tenantId, team, from, until],
    );
    return rows.map(({ uid, startsAt, endsAt, ...rest }) => ({
      uid,
      content: { ...rest, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
    }));
  }
}
