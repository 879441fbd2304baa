import type { WorkOrderView } from '@libs/contracts';
import { allowedActions } from '../domain/work-order-life.js';
import type { WorkOrder } from './work-order.entity.js';

/** Without the zeros that a column of fixed scale adds. */
const plainDecimal = (text: string): string =>
  text.includes('.') ? text.replace(/\.?0+$/, '') : text;

/** A work order in the words of its contract. */
export function workOrderView(order: WorkOrder): WorkOrderView {
  return {
    id: order.id,
    number: order.number,
    equipmentId: order.equipmentId,
    caseId: order.caseId,
    kind: order.kind,
    status: order.status,
    priority: order.priority,
    title: order.title,
    description: order.description,
    assignee: order.assignee,
    remedy: order.remedy,
    allowedActions: allowedActions(order, new Date()),
    version: order.version,
    createdAt: order.createdAt.toISOString(),
    assignedAt: order.assignedAt?.toISOString() ?? null,
    startedAt: order.startedAt?.toISOString() ?? null,
    completedAt: order.completedAt?.toISOString() ?? null,
    closedAt: order.closedAt?.toISOString() ?? null,
    correlationId: order.correlationId,
    detectedAt: order.detectedAt?.toISOString() ?? null,
    reportedAt: order.reportedAt?.toISOString() ?? null,
    acknowledgedAt: order.acknowledgedAt?.toISOString() ?? null,
    approvedAt: order.approvedAt?.toISOString() ?? null,
    plannedStartAt: order.plannedStartAt?.toISOString() ?? null,
    plannedEndAt: order.plannedEndAt?.toISOString() ?? null,
    dueAt: order.dueAt?.toISOString() ?? null,
    heldAt: order.heldAt?.toISOString() ?? null,
    restoredAt: order.restoredAt?.toISOString() ?? null,
    reopenableUntil: order.reopenableUntil?.toISOString() ?? null,
    crew: order.crew,
    estimatedCost: order.estimatedCost === null ? null : plainDecimal(order.estimatedCost),
    planId: order.planId,
    occurrenceId: order.occurrenceId,
    inspectionId: order.inspectionId,
    workRequestId: order.workRequestId,
    requiredSkills: order.requiredSkills,
    signedAt: order.signedAt?.toISOString() ?? null,
  };
}
