import {
  permissionsOf,
  WORK_ORDER_ACTIONS,
  WORK_ORDER_STATUSES,
  type Role,
  type WorkOrderAction,
  type WorkOrderStatus,
} from '@libs/contracts';
import {
  allowedActions,
  stepWorkOrder,
  type WorkOrderAct,
  type WorkOrderParts,
  type WorkStanding,
} from './work-order-life.js';

const NOW = new Date('2026-11-21T08:00:00Z');
const person = (name: string, role: Role) => ({
  ...{ actor: `user:${name}`, name, permissions: permissionsOf([role]) },
});
const tess = person('tess', 'technician');

const anOrder = (rest: Partial<WorkOrderParts> = {}): WorkOrderParts => ({
  ...{ status: 'approved', kind: 'improvement', assignee: 'tess', assigneeActor: tess.actor },
  ...{ completedByActor: null, plannedStartAt: null, plannedEndAt: null, crew: null },
  ...{ acknowledgedAt: null, approvedAt: null, assignedAt: null, startedAt: null, heldAt: null },
  ...{ completedAt: null, restoredAt: null, closedAt: null, remedy: null, cancelReason: null },
  reopenableUntil: new Date(NOW.getTime() + 1),
  signedAt: null,
  ...rest,
});

const standing = (rest: Partial<WorkStanding> = {}): WorkStanding => ({
  ...{ now: NOW, reopenDays: 14, verifiedByOther: false, needsApproval: true },
  ...{ beyondApprovers: false, otherActive: false, obstacles: [] },
  ...rest,
});

const actOf = (action: WorkOrderAction): WorkOrderAct => {
  switch (action) {
    case 'reject':
    case 'reject_work':
    case 'reopen':
    case 'cancel':
      return { action, reason: 'Because.' };
    case 'schedule':
      return { action, plannedStartAt: NOW, plannedEndAt: NOW, crew: null };
    case 'assign':
      return { action, to: tess };
    case 'hold':
      return { action, holdReason: 'parts', reason: null };
    case 'complete':
      return { action, remedy: 'Done.', restoredAt: null };
    case 'submit':
    case 'approve':
    case 'plan':
    case 'claim':
    case 'release':
    case 'start':
    case 'resume':
    case 'close':
      return { action };
  }
};

const ALLOWED: Record<WorkOrderStatus, Partial<Record<WorkOrderAction, WorkOrderStatus>>> = {
  draft: { submit: 'awaiting_approval', cancel: 'cancelled' },
  awaiting_approval: { approve: 'approved', reject: 'cancelled', cancel: 'cancelled' },
  approved: { plan: 'planned', claim: 'assigned', assign: 'assigned', cancel: 'cancelled' },
  planned: { schedule: 'scheduled', cancel: 'cancelled' },
  scheduled: {
    ...{ schedule: 'scheduled', claim: 'assigned', assign: 'assigned', cancel: 'cancelled' },
  },
  assigned: { start: 'in_progress', release: 'approved', cancel: 'cancelled' },
  in_progress: { hold: 'on_hold', complete: 'completed' },
  on_hold: { resume: 'in_progress' },
  completed: { close: 'closed', reject_work: 'in_progress' },
  closed: { reopen: 'in_progress' },
  cancelled: {},
};

describe('the life of a work order', () => {
  it.each(
    WORK_ORDER_STATUSES.flatMap((status) =>
      WORK_ORDER_ACTIONS.map((action) => [status, action] as const),
    ),
  )('WOM-01: %s and %s', (status, action) => {
    const next = ALLOWED[status][action];
    expect(stepWorkOrder(anOrder({ status }), actOf(action), tess, standing())).toMatchObject(
      next
        ? { kind: 'moved', order: { status: next } }
        : {
            kind: 'refused',
            reason: expect.stringContaining(action.replaceAll('_', ' ')),
            allowed: Object.keys(ALLOWED[status]),
          },
    );
  });

  it.each<[WorkOrderStatus, WorkOrderAction]>([
    ['assigned', 'release'],
    ['assigned', 'start'],
    ['in_progress', 'hold'],
    ['on_hold', 'resume'],
    ['in_progress', 'complete'],
  ])('lets only the assignee, a planner or an admin go on from %s by %s', (status, action) => {
    const step = (name: string, role: Role) =>
      stepWorkOrder(anOrder({ status }), actOf(action), person(name, role), standing()).kind;
    expect(step('tess', 'technician')).toBe('moved');
    expect(step('tom', 'technician')).toBe('forbidden');
    expect(step('tom', 'engineer')).toBe('forbidden');
    expect(step('tom', 'planner')).toBe('moved');
    expect(step('tom', 'admin')).toBe('moved');
  });

  it('lets only who may approve any amount approve what costs too much', () => {
    const order = anOrder({ status: 'awaiting_approval' });
    const step = (role: Role) =>
      stepWorkOrder(
        order,
        actOf('approve'),
        person('pia', role),
        standing({ beyondApprovers: true }),
      ).kind;
    expect(step('planner')).toBe('forbidden');
    expect(step('admin')).toBe('moved');
  });

  it('wants another person to verify, where the plant agreed on that', () => {
    const order = anOrder({ status: 'completed', completedByActor: tess.actor });
    const close = (name: string) =>
      stepWorkOrder(
        order,
        actOf('close'),
        person(name, 'admin'),
        standing({ verifiedByOther: true }),
      ).kind;
    expect(close('tess')).toBe('forbidden');
    expect(close('tom')).toBe('moved');
  });

  it('says what has to be done before, and what may be done instead', () => {
    const obstacles = ['The valve V-1 is not locked.', 'The fuse F-2 is not out.'];
    const start = stepWorkOrder(
      anOrder({ status: 'assigned' }),
      actOf('start'),
      tess,
      standing({ obstacles }),
    );
    expect(start).toEqual({
      kind: 'refused',
      reason: obstacles.join(' '),
      allowed: ['release', 'cancel'],
    });
  });

  it('WOM-01: moves the window of scheduled work, also while somebody has it', () => {
    const [from, to] = [new Date(NOW.getTime() + 1), new Date(NOW.getTime() + 2)];
    const window = { plannedStartAt: from, plannedEndAt: to };
    const before = { plannedStartAt: NOW, plannedEndAt: NOW, crew: 'A' };
    const moved = (status: WorkOrderStatus, crew: string | null) =>
      stepWorkOrder(
        anOrder({ status, ...before }),
        { action: 'schedule', ...window, crew },
        tess,
        standing(),
      );
    expect(moved('scheduled', 'B')).toMatchObject({
      order: { status: 'scheduled', ...window, crew: 'B' },
    });
    expect(moved('assigned', null)).toMatchObject({
      order: { status: 'assigned', assigneeActor: tess.actor, ...window, crew: 'A' },
    });
    expect(moved('in_progress', null)).toMatchObject({ kind: 'refused' });
    const held = (rest: Partial<WorkOrderParts>) =>
      allowedActions(anOrder({ status: 'assigned', ...rest }), NOW);
    expect(held(before)).toEqual(['start', 'release', 'schedule', 'cancel']);
    expect(held({})).toEqual(['start', 'release', 'cancel']);
  });

  it('gives work back to where it was taken from', () => {
    const order = anOrder({ status: 'assigned', plannedStartAt: NOW, plannedEndAt: NOW });
    expect(stepWorkOrder(order, actOf('release'), tess, standing())).toMatchObject({
      order: { status: 'scheduled', assignee: null, assigneeActor: null, plannedStartAt: NOW },
    });
  });

  it('opens closed work again only in time, and only while the case has no other', () => {
    const closed = (reopenableUntil: Date | null) => anOrder({ status: 'closed', reopenableUntil });
    const reopen = (order: WorkOrderParts, rest: Partial<WorkStanding> = {}) =>
      stepWorkOrder(order, actOf('reopen'), tess, standing(rest)).kind;
    expect(reopen(closed(NOW))).toBe('moved');
    expect(reopen(closed(NOW), { otherActive: true })).toBe('refused');
    expect(reopen(closed(new Date(NOW.getTime() - 1)))).toBe('refused');
    expect(allowedActions(closed(NOW), NOW)).toEqual(['reopen']);
    expect(allowedActions(closed(null), NOW)).toEqual([]);
  });
});
