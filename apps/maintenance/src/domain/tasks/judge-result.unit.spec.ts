import { WORK_ORDER_STATUSES } from '@libs/contracts';
import { judgeResult, mayChangeTasks, mayRecord, type TaskAsks } from './judge-result.js';

const aTask = (rest: Partial<TaskAsks> = {}): TaskAsks => ({
  ...{ phase: 'work', resultKind: 'pass_fail', low: null, high: null, choices: null },
  ...rest,
});

describe('judging the result of a task', () => {
  it.each([
    [aTask(), { outcome: 'pass' }],
    [aTask(), { outcome: 'fail' }],
    [aTask({ resultKind: 'text' }), { answer: 'Dry.' }],
    [aTask({ resultKind: 'choice', choices: ['dry', 'wet'] }), { answer: 'wet' }],
    [aTask({ resultKind: 'photo' }), { documentId: 'd' }],
    [aTask({ resultKind: 'photo' }), { outcome: 'not_applicable' }],
    [aTask({ phase: 'isolation' }), { outcome: 'pass' }],
  ] as const)('takes what %j asks for: %j', (task, result) => {
    expect(judgeResult(task, result)).toEqual({ kind: 'fits', withinLimits: null });
  });

  it.each([
    [aTask(), {}, 'outcome'],
    [aTask({ resultKind: 'number' }), { answer: '5' }, 'number'],
    [aTask({ resultKind: 'text' }), { outcome: 'pass' }, 'answer'],
    [aTask({ resultKind: 'choice', choices: ['dry', 'wet'] }), { answer: 'damp' }, 'answer'],
    [aTask({ resultKind: 'photo' }), { answer: 'seen' }, 'documentId'],
    [aTask({ phase: 'isolation' }), { outcome: 'not_applicable' }, 'outcome'],
    [aTask({ phase: 'isolation' }), { outcome: 'fail' }, 'outcome'],
  ] as const)('names what %j lacks in %j', (task, result, field) => {
    expect(judgeResult(task, result)).toMatchObject({ kind: 'fault', field });
  });

  it.each([
    [0.2, 0.5, 0.2, true],
    [0.2, 0.5, 0.5, true],
    [0.2, 0.5, 0.51, false],
    [0.2, null, 0.1, false],
    [null, null, 7, null],
  ])('of limits %j to %j finds %j within: %j', (low, high, number, withinLimits) => {
    const task = aTask({ resultKind: 'number', low, high });
    expect(judgeResult(task, { number })).toEqual({ kind: 'fits', withinLimits });
  });

  it('records isolation before the work and tasks during it', () => {
    const during = WORK_ORDER_STATUSES.filter((status) => mayRecord(status, 'work'));
    expect(during).toEqual(['in_progress', 'on_hold']);
    const before = WORK_ORDER_STATUSES.filter((status) => mayRecord(status, 'isolation'));
    expect(before).toEqual(['assigned', 'in_progress', 'on_hold']);
    const ended = WORK_ORDER_STATUSES.filter((status) => !mayChangeTasks(status));
    expect(ended).toEqual(['completed', 'closed', 'cancelled']);
  });
});
