import type { IsolationPoint, TaskDefinition } from '@libs/contracts';

/** What has to be done at a point before work begins. */
export const isolationStep = ({ point, method }: IsolationPoint): TaskDefinition => ({
  ...{ text: `${point}: ${method}`, phase: 'isolation', resultKind: 'pass_fail' },
});
