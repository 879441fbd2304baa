import type { FieldsOf, IsolationPoint, TaskDefinition, TaskView } from '@libs/contracts';

/** What has to be done at a point before work begins. */
export const isolationStep = ({ point, method }: IsolationPoint): TaskDefinition => ({
  ...{ text: `${point}: ${method}`, phase: 'isolation', resultKind: 'pass_fail' },
});

type Points = readonly FieldsOf<IsolationPoint>[];

/** What changes at work whose safety plan does. What was done, or never was of the plan, stays. */
export function stepsToChange(
  { former, current }: { readonly former: Points; readonly current: Points },
  steps: readonly TaskView[],
) {
  const [before, now] = [former.map(isolationStep), current.map(isolationStep)];
  const isAmong = (all: readonly { text: string }[], { text }: { text: string }): boolean =>
    all.some((each) => each.text === text);
  return {
    gone: steps.filter(
      (step) => step.doneAt === null && isAmong(before, step) && !isAmong(now, step),
    ),
    missing: now.filter((step) => !isAmong(steps, step)),
  };
}
