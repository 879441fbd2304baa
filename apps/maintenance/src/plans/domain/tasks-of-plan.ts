import type { TaskDefinition } from '@libs/contracts';
import type { PlanWords } from './plan-at-equipment.js';

/** What is done for a plan; one that names no tasks is done as a whole. */
export function tasksOfPlan({ tasks = [], title }: PlanWords): readonly TaskDefinition[] {
  return tasks.length > 0 ? tasks : [{ text: title, resultKind: 'pass_fail' }];
}
