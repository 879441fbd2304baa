import {
  draft,
  OccurrenceDone,
  OccurrenceDue,
  OccurrenceDueSoon,
  OccurrenceMerged,
  OccurrenceOverdue,
  OccurrenceSkipped,
  type EventDraft,
  type OccurrenceEvent,
} from '@libs/contracts';
import { toleranceMs, type Occurrence, type PlanWords } from '../domain/plan-at-equipment.js';
import type { Happening } from '../domain/workbook.js';

function facts(
  equipmentId: string,
  each: Occurrence,
  plan: PlanWords,
): Pick<OccurrenceEvent, keyof OccurrenceEvent> {
  const { title, maintenanceType, priority = 'medium', team } = plan;
  return {
    occurrenceId: each.id,
    planId: each.planId,
    equipmentId,
    key: each.key,
    title,
    maintenanceType,
    priority,
    toleranceHours: toleranceMs(plan) / 3_600_000,
    ...(team !== undefined && { team }),
    ...(each.dueAt !== null && { dueAt: new Date(each.dueAt).toISOString() }),
    ...(each.dueReading && {
      dueReading: each.dueReading.reading,
      sensorKey: each.dueReading.sensorKey,
    }),
    ...(each.workOrderId !== null && { workOrderId: each.workOrderId }),
    ...(each.askedBy && { askedBy: each.askedBy }),
  };
}

/** What happened to an occurrence, as the other agents hear it. */
export function occurrenceEvents(
  equipmentId: string,
  { kind, occurrence }: Happening,
  plan: PlanWords,
): EventDraft[] {
  const about = facts(equipmentId, occurrence, plan);
  switch (kind) {
    case 'due_soon':
      return [draft(OccurrenceDueSoon, about)];
    case 'due':
      return [draft(OccurrenceDue, about)];
    case 'overdue':
      return [draft(OccurrenceOverdue, about)];
    case 'skipped':
      return [draft(OccurrenceSkipped, { ...about, reason: occurrence.reason ?? '-' })];
    case 'withdrawn': {
      const reason = occurrence.reason ?? '-';
      return [draft(OccurrenceSkipped, { ...about, reason, withdrawn: true })];
    }
    case 'done': {
      const doneAt = new Date(occurrence.endedAt ?? 0).toISOString();
      return [draft(OccurrenceDone, { ...about, doneAt })];
    }
    case 'merged': {
      const { mergedInto } = occurrence;
      return mergedInto === null ? [] : [draft(OccurrenceMerged, { ...about, mergedInto })];
    }
    // It comes up again, and is told when it is due.
    case 'reopened':
      return [];
  }
}
