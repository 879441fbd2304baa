import type {
  HoldReason,
  PermissionName,
  WorkOrderAction,
  WorkOrderKind,
  WorkOrderStatus,
} from '@libs/contracts';

/** What decisions about a work order rest on. */
export interface WorkOrderParts {
  readonly status: WorkOrderStatus;
  readonly kind: WorkOrderKind;
  readonly assignee: string | null;
  readonly assigneeActor: string | null;
  readonly completedByActor: string | null;
  readonly plannedStartAt: Date | null;
  readonly plannedEndAt: Date | null;
  readonly crew: string | null;
  readonly acknowledgedAt: Date | null;
  readonly approvedAt: Date | null;
  readonly assignedAt: Date | null;
  readonly startedAt: Date | null;
  readonly heldAt: Date | null;
  readonly completedAt: Date | null;
  readonly restoredAt: Date | null;
  readonly closedAt: Date | null;
  readonly reopenableUntil: Date | null;
  readonly signedAt: Date | null;
  readonly remedy: string | null;
  readonly cancelReason: string | null;
}

export interface Person {
  readonly actor: string;
  readonly name: string;
  readonly permissions: readonly string[];
}

/** An action with what it takes. */
export type WorkOrderAct =
  | {
      readonly action: 'submit' | 'approve' | 'plan' | 'claim' | 'release' | 'resume' | 'close';
    }
  /** With a reason it begins although it is not safe. */
  | { readonly action: 'start'; readonly reason?: string }
  | { readonly action: 'reject' | 'reject_work' | 'reopen' | 'cancel'; readonly reason: string }
  | {
      readonly action: 'schedule';
      readonly plannedStartAt: Date;
      readonly plannedEndAt: Date;
      /** None keeps the one that it has. */
      readonly crew: string | null;
    }
  | { readonly action: 'assign'; readonly to: { readonly actor: string; readonly name: string } }
  | { readonly action: 'hold'; readonly holdReason: HoldReason; readonly reason: string | null }
  | { readonly action: 'complete'; readonly remedy: string; readonly restoredAt: Date | null };

/** What else a decision depends on. */
export interface WorkStanding {
  readonly now: Date;
  readonly reopenDays: number;
  readonly verifiedByOther: boolean;
  /** Its estimated cost is more than what is done unasked. */
  readonly needsApproval: boolean;
  /** Its estimated cost is more than what everybody who approves may approve. */
  readonly beyondApprovers: boolean;
  /** Another work order is active for the same case. */
  readonly otherActive: boolean;
  /** What has to be done before this action, each a whole sentence. */
  readonly obstacles: readonly string[];
}

export type WorkOrderStep<Order> =
  | { readonly kind: 'moved'; readonly order: Order }
  | { readonly kind: 'forbidden'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly allowed: readonly string[] };

const NEXT: Readonly<
  Record<WorkOrderStatus, Readonly<Partial<Record<WorkOrderAction, WorkOrderStatus>>>>
> = {
  draft: { submit: 'awaiting_approval', cancel: 'cancelled' },
  awaiting_approval: { approve: 'approved', reject: 'cancelled', cancel: 'cancelled' },
  approved: { plan: 'planned', claim: 'assigned', assign: 'assigned', cancel: 'cancelled' },
  planned: { schedule: 'scheduled', cancel: 'cancelled' },
  scheduled: {
    ...{ schedule: 'scheduled', claim: 'assigned', assign: 'assigned', cancel: 'cancelled' },
  },
  assigned: {
    ...{ start: 'in_progress', release: 'approved', schedule: 'assigned', cancel: 'cancelled' },
  },
  in_progress: { hold: 'on_hold', complete: 'completed' },
  on_hold: { resume: 'in_progress' },
  completed: { close: 'closed', reject_work: 'in_progress' },
  closed: { reopen: 'in_progress' },
  cancelled: {},
};

const ASSIGNEES_OWN: readonly WorkOrderAction[] = [
  'release',
  'start',
  'hold',
  'resume',
  'complete',
];
const STEP_IN: PermissionName = 'work_orders.step_in';
const APPROVE_ANY: PermissionName = 'work_orders.approve_any';
const DAY_MS = 86_400_000;

type Stage = Pick<WorkOrderParts, 'status' | 'reopenableUntil' | 'plannedStartAt'>;

/** Why what its state allows cannot be done all the same; null where it can. */
function whyNotNow(
  { status, reopenableUntil, plannedStartAt }: Stage,
  action: WorkOrderAction,
  now: Date,
): string | null {
  if (action === 'reopen' && (reopenableUntil === null || now > reopenableUntil)) {
    return 'It was closed too long ago to be reopened.';
  }
  if (action === 'schedule' && status === 'assigned' && plannedStartAt === null) {
    return 'It was assigned without a window; release and plan it before you schedule it.';
  }
  return null;
}

/** What the state of a work order allows at an instant. */
export function allowedActions(order: Stage, now: Date): WorkOrderAction[] {
  const actions = Object.keys(NEXT[order.status]) as WorkOrderAction[];
  return actions.filter((each) => whyNotNow(order, each, now) === null);
}

/** One step of a work order's life, taken by a person. */
export function stepWorkOrder<Order extends WorkOrderParts>(
  order: Order,
  act: WorkOrderAct,
  by: Person,
  standing: WorkStanding,
): WorkOrderStep<Order> {
  const status = NEXT[order.status][act.action];
  const refused = (reason: string): WorkOrderStep<Order> => {
    const allowed = allowedActions(order, standing.now).filter((each) => each !== act.action);
    return { kind: 'refused', reason, allowed };
  };
  if (!status) {
    const words = order.status.replaceAll('_', ' ');
    const owner = order.assignee === null ? '' : ` It is ${order.assignee}'s.`;
    const action = act.action.replaceAll('_', ' ');
    return refused(
      `A work order that is ${words} does not allow the action ${action}.${
        act.action === 'claim' ? owner : ''
      }`,
    );
  }
  const forbidden = whyForbidden(order, act, by, standing);
  if (forbidden !== null) return { kind: 'forbidden', reason: forbidden };
  const reason = whyRefused(order, act, standing);
  if (reason !== null) return refused(reason);
  return { kind: 'moved', order: { ...order, ...moved(order, act, by, standing, status) } };
}

function whyForbidden(
  order: WorkOrderParts,
  { action }: WorkOrderAct,
  by: Person,
  standing: WorkStanding,
): string | null {
  const own = order.assigneeActor === by.actor || by.permissions.includes(STEP_IN);
  if (ASSIGNEES_OWN.includes(action) && !own) {
    return `Only its assignee or a planner may ${action} it.`;
  }
  if (action === 'approve' && standing.beyondApprovers && !by.permissions.includes(APPROVE_ANY)) {
    return 'It costs more than you may approve.';
  }
  if (action === 'close' && standing.verifiedByOther && order.completedByActor === by.actor) {
    return 'Somebody else than who completed it has to verify it.';
  }
  return null;
}

function whyRefused(
  order: WorkOrderParts,
  act: WorkOrderAct,
  { now, otherActive, obstacles }: WorkStanding,
): string | null {
  const reason = whyNotNow(order, act.action, now);
  if (reason !== null) return reason;
  if (act.action === 'reopen' && otherActive) return 'Another work order is active for its case.';
  return obstacles.length > 0 ? obstacles.join(' ') : null;
}

/** What an action that is allowed changes. */
function moved(
  order: WorkOrderParts,
  act: WorkOrderAct,
  by: Person,
  { now, needsApproval, reopenDays }: WorkStanding,
  status: WorkOrderStatus,
): Partial<WorkOrderParts> {
  const acknowledged = { acknowledgedAt: order.acknowledgedAt ?? now };
  switch (act.action) {
    case 'submit':
      return needsApproval ? { status } : { status: 'approved', approvedAt: now };
    case 'approve':
      return { status, approvedAt: now, ...acknowledged };
    case 'reject':
    case 'cancel':
      return { status, cancelReason: act.reason };
    case 'plan':
      return { status, ...acknowledged };
    case 'schedule': {
      const { plannedStartAt, plannedEndAt } = act;
      return { status, plannedStartAt, plannedEndAt, crew: act.crew ?? order.crew };
    }
    case 'claim':
      return { status, ...acknowledged, ...given(by, now) };
    case 'assign':
      return { status, ...acknowledged, ...given(act.to, now) };
    case 'release':
      return {
        status: order.plannedStartAt === null ? 'approved' : 'scheduled',
        ...{ assignee: null, assigneeActor: null, assignedAt: null },
      };
    case 'start':
      return { status, startedAt: now };
    case 'hold':
      return { status, heldAt: now };
    case 'resume':
      return { status, heldAt: null };
    case 'complete':
      return {
        status,
        completedAt: now,
        completedByActor: by.actor,
        restoredAt: act.restoredAt ?? now,
        remedy: act.remedy,
      };
    case 'close':
      return {
        status,
        closedAt: now,
        reopenableUntil: new Date(now.getTime() + reopenDays * DAY_MS),
      };
    case 'reject_work':
    case 'reopen':
      return {
        status,
        ...{ completedAt: null, completedByActor: null, restoredAt: null, closedAt: null },
        ...{ reopenableUntil: null, signedAt: null },
      };
  }
}

const given = ({ actor, name }: { readonly actor: string; readonly name: string }, now: Date) => ({
  assignee: name,
  assigneeActor: actor,
  assignedAt: now,
});
