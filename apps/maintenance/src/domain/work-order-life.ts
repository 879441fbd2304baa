import type { PermissionName, WorkOrderStatus } from '@libs/contracts';

export type WorkOrderAction = 'claim' | 'release' | 'start' | 'complete' | 'close' | 'cancel';

const NEXT: Readonly<
  Record<WorkOrderStatus, Readonly<Partial<Record<WorkOrderAction, WorkOrderStatus>>>>
> = {
  approved: { claim: 'assigned', cancel: 'cancelled' },
  assigned: { start: 'in_progress', release: 'approved', cancel: 'cancelled' },
  in_progress: { complete: 'completed' },
  completed: { close: 'closed' },
  closed: {},
  cancelled: {},
};

const ASSIGNEES_OWN: readonly WorkOrderAction[] = ['release', 'start', 'complete'];
const STEP_IN: PermissionName = 'work_orders.step_in';

export interface Person {
  readonly actor: string;
  readonly permissions: readonly string[];
}

export type WorkOrderStep =
  | { readonly kind: 'moved'; readonly status: WorkOrderStatus }
  | { readonly kind: 'forbidden'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly allowed: readonly string[] };

export const allowedActions = (status: WorkOrderStatus): WorkOrderAction[] =>
  Object.keys(NEXT[status]) as WorkOrderAction[];

/** One step of a work order's life, taken by a person. */
export function stepWorkOrder(
  order: { readonly status: WorkOrderStatus; readonly assigneeActor: string | null },
  action: WorkOrderAction,
  by: Person,
): WorkOrderStep {
  const status = NEXT[order.status][action];
  if (!status) {
    const words = order.status.replaceAll('_', ' ');
    const reason = `A work order that is ${words} does not allow the action ${action}.`;
    return { kind: 'refused', reason, allowed: allowedActions(order.status) };
  }
  const own = order.assigneeActor === by.actor || by.permissions.includes(STEP_IN);
  if (ASSIGNEES_OWN.includes(action) && !own) {
    return { kind: 'forbidden', reason: `Only its assignee or a planner may ${action} it.` };
  }
  return { kind: 'moved', status };
}
