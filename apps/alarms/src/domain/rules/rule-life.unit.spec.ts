import { stepRule } from './rule-life.js';

describe('the life of an alarm rule', () => {
  it('is tried in shadow before it is active, and says what is allowed', () => {
    expect(stepRule('draft', 'shadow')).toEqual({ kind: 'moved', state: 'shadow' });
    expect(stepRule('shadow', 'activate')).toEqual({ kind: 'moved', state: 'active' });
    expect(stepRule('active', 'retire')).toEqual({ kind: 'moved', state: 'retired' });
    expect(stepRule('draft', 'activate')).toEqual({
      kind: 'refused',
      reason: 'The version is draft: no activate. It is tried in shadow first.',
      allowed: ['revise', 'shadow', 'retire'],
    });
    expect(stepRule('retired', 'roll_back')).toEqual({ kind: 'moved', state: 'active' });
    expect(stepRule('active', 'roll_back')).toMatchObject({
      reason: 'The version is active: no roll-back.',
    });
    expect(stepRule('retired', 'shadow')).toMatchObject({ kind: 'refused' });
  });
});
