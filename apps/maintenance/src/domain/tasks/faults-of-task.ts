import type { TaskDefinition } from '@libs/contracts';

/** What a task cannot ask for, by field. */
export function faultsOfTask({ resultKind, choices = [], low, high }: TaskDefinition) {
  if (resultKind === 'choice' && choices.length === 0) {
    return [{ field: 'choices', message: 'choices must say what may be chosen' }];
  }
  if (low !== undefined && high !== undefined && high < low) {
    return [{ field: 'high', message: 'high must not be below low' }];
  }
  return [];
}

/** The same of a list of them. */
export const faultsOfTasks = (tasks: readonly TaskDefinition[]) =>
  tasks.flatMap((task, index) =>
    faultsOfTask(task).map(({ field, message }) => ({ field: `tasks.${index}.${field}`, message })),
  );
