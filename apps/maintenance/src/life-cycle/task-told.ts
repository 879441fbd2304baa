import type { TaskView } from '@libs/contracts';
import type { WorkOrder } from '../persistence/work-order.entity.js';

/** What every event of a task tells. */
export function taskTold(
  { id: taskId, workOrderId, text }: TaskView,
  { equipmentId }: Pick<WorkOrder, 'equipmentId'>,
  { name: by }: { readonly name: string },
) {
  return { taskId, workOrderId, equipmentId, text, by };
}
