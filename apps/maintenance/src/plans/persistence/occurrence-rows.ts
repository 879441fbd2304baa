import type { Asker, OccurrenceStatus } from '@libs/contracts';
import type { Asked, Occurrence } from '../domain/plan-at-equipment.js';

/** A row of `plan_occurrence` with what its plan and equipment are called. */
export interface OccurrenceRow {
  readonly id: string;
  readonly planId: string;
  readonly planVersion: number;
  readonly equipmentId: string;
  readonly key: string;
  readonly status: OccurrenceStatus;
  readonly dueAt: Date | null;
  readonly dueReading: number | null;
  readonly sensorKey: string | null;
  readonly overdue: boolean;
  readonly mergedInto: string | null;
  readonly reason: string | null;
  readonly workOrderId: string | null;
  readonly endedAt: Date | null;
  readonly askedByKind: Asker | null;
  readonly askedById: string | null;
}

export const OCCURRENCE_COLUMNS = `o.id, o.plan_id AS "planId", o.plan_version AS "planVersion",
  o.equipment_id AS "equipmentId", o.key, o.status, o.due_at AS "dueAt",
  o.due_reading AS "dueReading", o.sensor_key AS "sensorKey", o.overdue,
  o.merged_into AS "mergedInto", o.reason, o.work_order_id AS "workOrderId",
  o.ended_at AS "endedAt", o.asked_by_kind AS "askedByKind", o.asked_by_id AS "askedById"`;

type Asking = Pick<OccurrenceRow, 'askedByKind' | 'askedById'>;
const askedBy = ({ askedByKind: kind, askedById: id }: Asking): Asked | null =>
  kind === null || id === null ? null : { kind, id };

export function occurrenceOf(row: OccurrenceRow): Occurrence {
  const { equipmentId: _, askedByKind: _kind, askedById: _id, ...facts } = row;
  const { dueReading, sensorKey, dueAt, endedAt, ...rest } = facts;
  return {
    ...rest,
    dueAt: dueAt?.getTime() ?? null,
    askedBy: askedBy(row),
    dueReading: dueReading === null ? null : { sensorKey: sensorKey ?? '', reading: dueReading },
    endedAt: endedAt?.getTime() ?? null,
  };
}

export interface NamedOccurrenceRow extends OccurrenceRow {
  readonly title: string;
  readonly team: string | null;
  readonly equipmentName: string;
}

/** Occurrences with what their plan and equipment are called. */
export const NAMED_OCCURRENCES = `FROM plan_occurrence o
  JOIN maintenance_plan p ON p.tenant_id = o.tenant_id AND p.id = o.plan_id
  LEFT JOIN equipment e ON e.tenant_id = o.tenant_id AND e.id = o.equipment_id`;

export const NAMED_COLUMNS = `${OCCURRENCE_COLUMNS}, p.definition->>'title' AS title, p.team,
  coalesce(e.name, '') AS "equipmentName"`;

/** Work in the words of its contract, whether a plan asks for it or not. */
export function occurrenceView<
  Row extends Omit<NamedOccurrenceRow, 'planId' | 'planVersion' | 'key'>,
>({ dueAt, endedAt, askedByKind, askedById, ...facts }: Row) {
  const asked = askedBy({ askedByKind, askedById });
  return {
    ...facts,
    dueAt: dueAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    ...(asked && { askedBy: asked }),
  };
}
