import type { WorkOrder } from '../persistence/work-order.entity.js';

/** What every event of a work order tells. */
export const workOrderEvent = (order: WorkOrder) => ({
  workOrderId: order.id,
  number: order.number,
  equipmentId: order.equipmentId,
  ...(order.caseId !== null && { caseId: order.caseId }),
  priority: order.priority,
  title: order.title,
});
