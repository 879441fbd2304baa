import type { AlarmRuleDefinition, RuleCondition } from '@libs/contracts';
import { appliesTo, evaluateRule, faultOf, silenceSeconds } from './evaluate-rule.js';
import { followRule } from './follow-rule.js';
import { silenceOf, type Signal } from './signal.js';

const at = (second: number): Date => new Date(Date.UTC(2026, 0, 5, 6, 0, second));
const PUMP = '019aa4c2-9766-75d1-91e8-6d332eb64526';

const aSignal = (rest: Partial<Signal> = {}): Signal => ({
  kind: 'limit',
  sensorKey: 'temperature',
  value: 90,
  score: null,
  from: at(0),
  to: null,
  ...rest,
});
const aCondition = (rest: Partial<RuleCondition> = {}): RuleCondition => ({
  name: 'hot',
  kind: 'limit',
  value: 85,
  ...rest,
});
const aRule = (
  ...groups: RuleCondition[][]
): Pick<AlarmRuleDefinition, keyof AlarmRuleDefinition> => ({
  anyOf: groups.map((allOf) => ({ allOf })),
  severity: 'high',
  message: 'It runs hot.',
});
const holds = (rule: AlarmRuleDefinition, signals: Signal[], second = 60): boolean =>
  evaluateRule(rule, PUMP, signals, at(second)).holds;

describe('an alarm rule', () => {
  it.each<[string, RuleCondition, Signal[], boolean]>([
    ['limit passed', aCondition(), [aSignal()], true],
    ['limit not passed', aCondition({ value: 95 }), [aSignal()], false],
    ['limit of what has ended', aCondition(), [aSignal({ to: at(10) })], false],
    ['limit below', aCondition({ direction: 'below', value: 95 }), [aSignal()], true],
    ['limit of another sensor', aCondition({ sensorKey: 'vibration' }), [aSignal()], false],
    [
      'anomaly of enough score',
      aCondition({ kind: 'anomaly', value: 0.9 }),
      [aSignal({ kind: 'anomaly', score: 0.95 })],
      true,
    ],
    [
      'anomaly of too small a score',
      aCondition({ kind: 'anomaly', value: 0.9 }),
      [aSignal({ kind: 'anomaly', score: 0.8 })],
      false,
    ],
    ['duration reached', aCondition({ kind: 'duration', value: 60 }), [aSignal()], true],
    ['duration not reached', aCondition({ kind: 'duration', value: 61 }), [aSignal()], false],
    [
      'repeated often enough',
      aCondition({ kind: 'repeat', value: 2, windowSeconds: 40 }),
      [aSignal({ from: at(30) }), aSignal({ from: at(50) })],
      true,
    ],
    [
      'repeated, but not within the window',
      aCondition({ kind: 'repeat', value: 2, windowSeconds: 20 }),
      [aSignal({ from: at(30) }), aSignal({ from: at(50) })],
      false,
    ],
    [
      'rising by 20 a minute',
      aCondition({ kind: 'rate', value: 19 }),
      [aSignal({ from: at(20), value: 80 }), aSignal({ from: at(50), value: 90 })],
      true,
    ],
    [
      'rising by no more than 20 a minute',
      aCondition({ kind: 'rate', value: 20 }),
      [aSignal({ from: at(20), value: 80 }), aSignal({ from: at(50), value: 90 })],
      false,
    ],
    [
      'silent for long enough',
      aCondition({ kind: 'no_data', value: 50 }),
      [silenceOf('temperature', at(5))],
      true,
    ],
    [
      'not silent',
      aCondition({ kind: 'no_data', value: 50 }),
      [silenceOf('temperature', at(15))],
      false,
    ],
  ])('judges by %s', (_, condition, signals, expected) => {
    expect(holds(aRule([condition]), signals)).toBe(expected);
  });

  it('needs all conditions of a group, and one of the groups', () => {
    const cold = aCondition({ name: 'cold', direction: 'below', value: 0 });
    expect(holds(aRule([aCondition(), cold]), [aSignal()])).toBe(false);
    expect(holds(aRule([cold], [aCondition()]), [aSignal()])).toBe(true);
  });

  it('takes the value of the equipment where there is one', () => {
    const values = [{ equipmentId: PUMP, condition: 'hot', value: 99 }];
    const rule = { ...aRule([aCondition()]), values };
    expect(holds(rule, [aSignal()])).toBe(false);
    expect(evaluateRule(rule, 'another', [aSignal()], at(60)).holds).toBe(true);
    expect(appliesTo({ ...rule, equipmentIds: [PUMP] }, 'another')).toBe(false);
  });

  it('says when to look again though nothing is reported', () => {
    const lasting = aRule([aCondition({ kind: 'duration', value: 90 })]);
    expect(evaluateRule(lasting, PUMP, [aSignal()], at(60))).toEqual({
      holds: false,
      again: at(90),
    });
    const repeated = aRule([aCondition({ kind: 'repeat', value: 1, windowSeconds: 50 })]);
    expect(evaluateRule(repeated, PUMP, [aSignal({ from: at(30) })], at(60))).toEqual({
      holds: true,
      again: at(80),
    });
  });

  it('waits for its on-delay and its off-delay', () => {
    const delays = { onDelaySeconds: 10, offDelaySeconds: 20 };
    const [yes, no] = [true, false].map((verdict) => ({ holds: verdict, again: null }));
    const calm = { raised: false, changingSince: null };
    if (!yes || !no) throw new Error('unreachable');
    const begun = followRule(calm, yes, delays, at(0));
    expect(begun).toMatchObject({ change: null, dueAt: at(10) });
    expect(followRule(begun.standing, no, delays, at(5)).standing).toEqual(calm);
    const raised = followRule(begun.standing, yes, delays, at(10));
    expect(raised).toMatchObject({ change: 'began', standing: { raised: true } });
    const ending = followRule(raised.standing, no, delays, at(30));
    expect(ending).toMatchObject({ change: null, dueAt: at(50) });
    expect(followRule(ending.standing, no, delays, at(50)).change).toBe('ended');
  });

  it('knows how long a silence matters, by equipment', () => {
    const rule = aRule([aCondition({ name: 'quiet', kind: 'no_data', value: 900 })]);
    expect(silenceSeconds(rule, PUMP)).toBe(900);
    const values = [{ equipmentId: PUMP, condition: 'quiet', value: 60 }];
    expect(silenceSeconds({ ...rule, values }, PUMP)).toBe(60);
    expect(silenceSeconds(aRule([aCondition()]), PUMP)).toBeNull();
  });

  it('is refused when it makes no sense', () => {
    expect(faultOf(aRule([aCondition()]))).toBeNull();
    expect(faultOf(aRule([aCondition()], [aCondition()]))).toContain('Two conditions');
    const values = [{ equipmentId: PUMP, condition: 'cold', value: 1 }];
    expect(faultOf({ ...aRule([aCondition()]), values })).toContain('cold');
    expect(faultOf(aRule([aCondition({ kind: 'no_data' })]))).toContain('names');
    expect(faultOf(aRule([aCondition({ kind: 'repeat', value: 0 })]))).toContain('positive');
  });
});
