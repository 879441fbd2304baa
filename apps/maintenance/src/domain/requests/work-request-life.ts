import type { WorkRequestStatus } from '@libs/contracts';

export type WorkRequestAction = 'approve' | 'convert' | 'reject' | 'mark_duplicate' | 'cancel';

const NEXT: Readonly<
  Record<WorkRequestStatus, Readonly<Partial<Record<WorkRequestAction, WorkRequestStatus>>>>
> = {
  submitted: {
    approve: 'approved',
    reject: 'rejected',
    mark_duplicate: 'duplicate',
    cancel: 'cancelled',
  },
  approved: { convert: 'converted', mark_duplicate: 'duplicate', cancel: 'cancelled' },
  converted: {},
  rejected: {},
  duplicate: {},
  cancelled: {},
};

/** What the state of a work request allows. */
export const requestActions = (status: WorkRequestStatus): WorkRequestAction[] =>
  Object.keys(NEXT[status]) as WorkRequestAction[];

/** The state that an action leads to, or null where the state does not allow it. */
export const nextOfRequest = (
  status: WorkRequestStatus,
  action: WorkRequestAction,
): WorkRequestStatus | null => NEXT[status][action] ?? null;
