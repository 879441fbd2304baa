import {
  permissionsOf,
  WORK_ORDER_STATUSES,
  type Role,
  type WorkOrderStatus,
} from '@libs/contracts';
import { allowedActions, stepWorkOrder, type WorkOrderAction } from './work-order-life.js';

const ACTIONS = ['claim', 'release', 'start', 'complete', 'close', 'cancel'] as const;
const tess = { actor: 'user:tess', permissions: permissionsOf(['technician']) };
const anOrder = (status: WorkOrderStatus) => ({ status, assigneeActor: tess.actor });

const ALLOWED: Record<WorkOrderStatus, Partial<Record<WorkOrderAction, WorkOrderStatus>>> = {
  approved: { claim: 'assigned', cancel: 'cancelled' },
  assigned: { start: 'in_progress', release: 'approved', cancel: 'cancelled' },
  in_progress: { complete: 'completed' },
  completed: { close: 'closed' },
  closed: {},
  cancelled: {},
};

describe('the life of a work order', () => {
  it.each(
    WORK_ORDER_STATUSES.flatMap((status) => ACTIONS.map((action) => [status, action] as const)),
  )('%s and %s', (status, action) => {
    const next = ALLOWED[status][action];
    expect(stepWorkOrder(anOrder(status), action, tess)).toEqual(
      next
        ? { kind: 'moved', status: next }
        : {
            kind: 'refused',
            reason: expect.stringContaining(action),
            allowed: Object.keys(ALLOWED[status]),
          },
    );
  });

  it.each<[WorkOrderStatus, WorkOrderAction]>([
    ['assigned', 'release'],
    ['assigned', 'start'],
    ['in_progress', 'complete'],
  ])('lets only the assignee, a planner or an admin go on from %s by %s', (status, action) => {
    const step = (actor: string, role: Role) =>
      stepWorkOrder(anOrder(status), action, { actor, permissions: permissionsOf([role]) }).kind;
    expect(step('user:tess', 'technician')).toBe('moved');
    expect(step('user:tom', 'technician')).toBe('forbidden');
    expect(step('user:tom', 'engineer')).toBe('forbidden');
    expect(step('user:tom', 'planner')).toBe('moved');
    expect(step('user:tom', 'admin')).toBe('moved');
  });

  it('tells what may be done', () => {
    expect(allowedActions('assigned')).toEqual(['start', 'release', 'cancel']);
    expect(allowedActions('closed')).toEqual([]);
  });
});
