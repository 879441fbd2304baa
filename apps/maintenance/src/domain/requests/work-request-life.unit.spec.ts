import { WORK_REQUEST_STATUSES } from '@libs/contracts';
import { nextOfRequest, requestActions, type WorkRequestAction } from './work-request-life.js';

const ACTIONS = ['approve', 'convert', 'reject', 'mark_duplicate', 'cancel'] as const;
const LIFE = [
  'submitted approve approved',
  'submitted reject rejected',
  'submitted mark_duplicate duplicate',
  'submitted cancel cancelled',
  'approved convert converted',
  'approved mark_duplicate duplicate',
  'approved cancel cancelled',
];

describe('the life of a work request', () => {
  it.each(
    WORK_REQUEST_STATUSES.flatMap((status) => ACTIONS.map((action) => [status, action] as const)),
  )('%s and %s', (status, action: WorkRequestAction) => {
    const line = LIFE.find((each) => each.startsWith(`${status} ${action} `));
    expect(nextOfRequest(status, action)).toBe(line?.split(' ')[2] ?? null);
    expect(requestActions(status).includes(action)).toBe(line !== undefined);
  });
});
