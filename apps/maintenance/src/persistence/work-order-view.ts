import type { WorkOrderView } from '@libs/contracts';
import { allowedActions } from '../domain/work-order-life.js';
import type { WorkOrder } from './work-order.entity.js';

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
    allowedActions: allowedActions(order.status),
    version: order.version,
    createdAt: order.createdAt.toISOString(),
    assignedAt: order.assignedAt?.toISOString() ?? null,
    startedAt: order.startedAt?.toISOString() ?? null,
    completedAt: order.completedAt?.toISOString() ?? null,
    closedAt: order.closedAt?.toISOString() ?? null,
    correlationId: order.correlationId,
  };
}
