import { WORK_ORDER_KINDS } from '@libs/contracts';
import { untoldAtCompletion } from './completion-demands.js';

const fieldsOf = (...[order, told]: Parameters<typeof untoldAtCompletion>) =>
  untoldAtCompletion(order, told).map(({ field }) => field);

describe('what completing work has to tell', () => {
  it.each(WORK_ORDER_KINDS)('WOM-03: of %s the failure, where it is corrective', (kind) => {
    const order = { kind, triageVerdict: null };
    expect(fieldsOf(order, {})).toEqual(kind.startsWith('corrective') ? ['failure'] : []);
    expect(fieldsOf(order, { failure: {} })).toEqual([]);
  });

  it('whether the alarm was right, where it was to be acted on now', () => {
    const order = { kind: 'condition_based', triageVerdict: 'act_now' } as const;
    expect(fieldsOf(order, {})).toEqual(['alarmWas']);
    expect(fieldsOf(order, { alarmWas: 'not_sure' })).toEqual([]);
    expect(fieldsOf({ ...order, triageVerdict: 'plan' }, {})).toEqual([]);
  });
});
