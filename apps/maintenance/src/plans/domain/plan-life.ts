import type { PlanStatus } from '@libs/contracts';

export type PlanAction = 'change' | 'activate' | 'pause' | 'resume' | 'retire';

const NEXT: Readonly<Record<PlanStatus, Readonly<Partial<Record<PlanAction, PlanStatus>>>>> = {
  draft: { change: 'draft', activate: 'active', retire: 'retired' },
  active: { change: 'active', pause: 'paused', retire: 'retired' },
  paused: { change: 'paused', resume: 'active', retire: 'retired' },
  retired: {},
};

export type PlanStep =
  | { readonly kind: 'moved'; readonly status: PlanStatus }
  | { readonly kind: 'refused'; readonly reason: string; readonly allowed: readonly string[] };

export const planActions = (status: PlanStatus): PlanAction[] =>
  Object.keys(NEXT[status]) as PlanAction[];

/** One step of a plan's life. */
export function stepPlan(from: PlanStatus, action: PlanAction): PlanStep {
  const status = NEXT[from][action];
  if (status) return { kind: 'moved', status };
  const reason = `A plan that is ${from} does not allow the action ${action}.`;
  return { kind: 'refused', reason, allowed: planActions(from) };
}
