import type { ResultKind, TaskOutcome, TaskPhase, WorkOrderStatus } from '@libs/contracts';

/** What a task asks for. */
export interface TaskAsks {
  readonly phase: TaskPhase;
  readonly resultKind: ResultKind;
  readonly low: number | null;
  readonly high: number | null;
  readonly choices: readonly string[] | null;
}

/** What somebody says came of it. */
export interface TaskResult {
  readonly outcome?: TaskOutcome;
  readonly number?: number;
  readonly answer?: string;
  readonly documentId?: string;
}

export type Judged =
  | { readonly kind: 'fits'; readonly withinLimits: boolean | null }
  | { readonly kind: 'fault'; readonly field: keyof TaskResult; readonly message: string };

const fault = (field: keyof TaskResult, message: string): Judged => ({
  kind: 'fault',
  field,
  message: `${field} ${message}`,
});
const fits = (withinLimits: boolean | null = null): Judged => ({ kind: 'fits', withinLimits });

/** Whether a result is one that the task asks for. */
export function judgeResult(task: TaskAsks, result: TaskResult): Judged {
  const applies = result.outcome !== 'not_applicable';
  if (task.phase === 'isolation' && result.outcome !== 'pass') {
    return fault('outcome', 'must be pass: what is not isolated is not recorded');
  }
  if (!applies) return fits();
  switch (task.resultKind) {
    case 'pass_fail':
      return result.outcome === undefined
        ? fault('outcome', 'must be pass, fail or not_applicable')
        : fits();
    case 'number': {
      const { number } = result;
      if (number === undefined) return fault('number', 'is what the task asks for');
      const within = number >= (task.low ?? -Infinity) && number <= (task.high ?? Infinity);
      return fits(task.low === null && task.high === null ? null : within);
    }
    case 'text':
      return result.answer === undefined ? fault('answer', 'is what the task asks for') : fits();
    case 'choice': {
      const choices = task.choices ?? [];
      return result.answer !== undefined && choices.includes(result.answer)
        ? fits()
        : fault('answer', `must be one of: ${choices.join(', ')}`);
    }
    case 'photo':
      return result.documentId === undefined
        ? fault('documentId', 'must name the photo that the task asks for')
        : fits();
  }
}

/** Whether the state of a work order lets results of a phase be recorded. */
export const mayRecord = (status: WorkOrderStatus, phase: TaskPhase): boolean =>
  status === 'in_progress' ||
  status === 'on_hold' ||
  (phase === 'isolation' && status === 'assigned');

const ENDED: readonly WorkOrderStatus[] = ['completed', 'closed', 'cancelled'];

/** Whether the state of a work order lets tasks be added and taken away. */
export const mayChangeTasks = (status: WorkOrderStatus): boolean => !ENDED.includes(status);

/** What stands against planning: nobody said what is done. */
export const withoutTaskObstacles = (tasks: number): string[] =>
  tasks > 0 ? [] : ['It has no task: what is to be done is not said.'];

/** What stands against starting or completing while tasks have no result, each a sentence. */
export function openTaskObstacles(
  tasks: readonly { readonly position: number; readonly text: string }[],
  phase: TaskPhase,
): string[] {
  const what = phase === 'isolation' ? 'Isolation step' : 'Task';
  return tasks.map(({ position, text }) => `${what} ${position} is not done: ${text}.`);
}
