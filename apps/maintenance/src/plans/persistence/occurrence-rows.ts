import type { OccurrenceStatus, OccurrenceView } from '@libs/contracts';
import type { Occurrence } from '../domain/plan-at-equipment.js';

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
}

export const OCCURRENCE_COLUMNS = `o.id, o.plan_id AS "planId", o.plan_version AS "planVersion",
  o.equipment_id AS "equipmentId", o.key, o.status, o.due_at AS "dueAt",
  o.due_reading AS "dueReading", o.sensor_key AS "sensorKey", o.overdue,
  o.merged_into AS "mergedInto", o.reason, o.work_order_id AS "workOrderId",
  o.ended_at AS "endedAt"`;

export function occurrenceOf(row: OccurrenceRow): Occurrence {
  const { equipmentId: _, dueReading, sensorKey, dueAt, endedAt, ...rest } = row;
  return {
    ...rest,
    dueAt: dueAt?.getTime() ?? null,
    dueReading: dueReading === null ? null : { sensorKey: sensorKey ?? '', reading: dueReading },
    endedAt: endedAt?.getTime() ?? null,
  };
}

export interface NamedOccurrenceRow extends OccurrenceRow {
  readonly title: string;
  readonly team: string | null;
  readonly equipmentName: string;
}

export const occurrenceView = (row: NamedOccurrenceRow): OccurrenceView => ({
  ...row,
  dueAt: row.dueAt?.toISOString() ?? null,
  endedAt: row.endedAt?.toISOString() ?? null,
});
