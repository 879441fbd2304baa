import type { WorkOrderKind } from '@libs/contracts';

const CORRECTIVE: readonly WorkOrderKind[] = ['corrective_immediate', 'corrective_deferred'];

/** What equipment is in while work of a kind is under way: only a repair at once is unplanned. */
export const stateUnderWork = (kind: WorkOrderKind): 'scheduled_down' | 'unscheduled_down' =>
  kind === 'corrective_immediate' ? 'unscheduled_down' : 'scheduled_down';

export const isCorrective = (kind: WorkOrderKind | null): boolean =>
  kind !== null && CORRECTIVE.includes(kind);

/** Whether finished work of a kind ends a standstill that a person told of. */
export const endsStandstill = (
  kind: WorkOrderKind,
  state: 'scheduled_down' | 'unscheduled_down',
): boolean => state === 'scheduled_down' || isCorrective(kind);
