import type { TaskDefinition } from '@libs/contracts';
import { Refusal } from '@libs/messaging';
import { faultsOfTasks } from '../domain/tasks/faults-of-task.js';

/** Tasks that nobody could answer are not given to work. */
export function refuseFaultyTasks(tasks: readonly TaskDefinition[]): void {
  const faults = faultsOfTasks(tasks);
  if (faults.length > 0) throw Refusal.invalid(faults);
}
