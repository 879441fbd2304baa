import { alarmState, stepAlarm, type AlarmParts, type AlarmTrigger } from './alarm-life.js';

const anAlarm = (parts: Partial<AlarmParts> = {}): AlarmParts => ({
  active: true,
  acked: false,
  severity: 'medium',
  count: 1,
  ...parts,
});
const conditionTrue = (severity: AlarmParts['severity'] = 'medium'): AlarmTrigger => ({
  kind: 'condition_true',
  severity,
});
const conditionFalse: AlarmTrigger = { kind: 'condition_false' };
const acknowledge: AlarmTrigger = { kind: 'acknowledge' };

describe('the life of an alarm', () => {
  it('is raised when a condition becomes true', () => {
    const step = stepAlarm(null, conditionTrue('high'));
    expect(step).toEqual({
      kind: 'moved',
      parts: anAlarm({ severity: 'high' }),
      happened: ['raised'],
    });
  });

  it('starts anew once the last one is over', () => {
    const over = anAlarm({ active: false, acked: true, count: 7, severity: 'critical' });
    expect(stepAlarm(over, conditionTrue())).toMatchObject({
      parts: { count: 1, severity: 'medium' },
      happened: ['raised'],
    });
  });

  it.each<[string, Partial<AlarmParts>, AlarmTrigger, Partial<AlarmParts>, string[]]>([
    ['B acknowledged → C', {}, acknowledge, { acked: true }, ['acknowledged']],
    ['B returns → D', {}, conditionFalse, { active: false }, ['returned']],
    ['C returns → A', { acked: true }, conditionFalse, { active: false, acked: true }, ['cleared']],
    [
      'D acknowledged → A',
      { active: false },
      acknowledge,
      { active: false, acked: true },
      ['acknowledged', 'cleared'],
    ],
    ['D true again → B', { active: false }, conditionTrue(), { count: 2 }, ['reraised']],
    [
      'D true again, less bad → B as bad as before',
      { active: false, severity: 'high' },
      conditionTrue('low'),
      { count: 2, severity: 'high' },
      ['reraised'],
    ],
    [
      'C worse → B',
      { acked: true },
      conditionTrue('critical'),
      { severity: 'critical' },
      ['severity_raised'],
    ],
    ['B worse → B', {}, conditionTrue('high'), { severity: 'high' }, ['severity_raised']],
  ])('%s', (_, before, trigger, after, happened) => {
    expect(stepAlarm(anAlarm(before), trigger)).toEqual({
      kind: 'moved',
      parts: anAlarm(after),
      happened,
    });
  });

  it.each<[string, AlarmParts | null, AlarmTrigger]>([
    ['the end of an unknown condition', null, conditionFalse],
    ['a second end', anAlarm({ active: false }), conditionFalse],
    ['the same severity again', anAlarm({ acked: true }), conditionTrue('medium')],
    ['a lower severity', anAlarm({ acked: true }), conditionTrue('low')],
  ])('is not moved by %s', (_, before, trigger) => {
    expect(stepAlarm(before, trigger)).toEqual({ kind: 'unchanged' });
  });

  it('cannot be acknowledged in normal state, nor twice', () => {
    const over = anAlarm({ active: false, acked: true });
    for (const alarm of [null, over, anAlarm({ acked: true })]) {
      expect(stepAlarm(alarm, acknowledge)).toMatchObject({ kind: 'refused' });
    }
  });

  it('tells its ISA state from its parts', () => {
    expect(alarmState(anAlarm())).toBe('unacknowledged');
    expect(alarmState(anAlarm({ acked: true }))).toBe('acknowledged');
    expect(alarmState(anAlarm({ active: false }))).toBe('returned_unacknowledged');
    expect(alarmState(anAlarm({ active: false, acked: true }))).toBe('cleared');
  });
});
