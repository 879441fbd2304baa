import { stepAlarm } from './alarm-life.js';
import { alarmState, NOT_SUPPRESSED, type AlarmParts } from './alarm-parts.js';
import { allowedActions } from './alarm-refusal.js';
import type { AlarmStep, AlarmTrigger } from './alarm-trigger.js';

const anAlarm = (parts: Partial<AlarmParts> = {}): AlarmParts => ({
  ...NOT_SUPPRESSED,
  active: true,
  acked: false,
  latched: false,
  severity: 'medium',
  count: 1,
  ...parts,
});
const conditionTrue = (severity: AlarmParts['severity'] = 'medium'): AlarmTrigger => ({
  kind: 'condition_true',
  severity,
  latching: false,
  suppressedBy: [],
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

  const now = new Date('2026-01-05T06:00:00Z');
  const later = new Date('2026-01-05T07:00:00Z');
  const shelve = (minutes = 60, longestMinutes = 480): AlarmTrigger => {
    const who = { by: 'tess', reason: 'nuisance' };
    return { kind: 'shelve', at: now, minutes, longestMinutes, ...who };
  };
  const SHELVED = { shelvedUntil: later, shelvedBy: 'tess', shelveReason: 'nuisance' };
  const order = 'work_order:1';
  const normal = { active: false, acked: true };

  it.each<[string, Partial<AlarmParts>, AlarmTrigger, Partial<AlarmParts>, string[]]>([
    [
      'B latching returns → latched',
      { latched: true },
      conditionFalse,
      { active: false },
      ['returned'],
    ],
    [
      'C latching returns → latched, acknowledged',
      { latched: true, acked: true },
      conditionFalse,
      { active: false },
      ['returned'],
    ],
    [
      'latched and acknowledged, reset → A',
      { ...normal, latched: true },
      { kind: 'reset' },
      { latched: false },
      ['reset', 'cleared'],
    ],
    [
      'latched, true again → B',
      { ...normal, latched: true },
      conditionTrue(),
      { active: true, acked: false, count: 2 },
      ['reraised'],
    ],
    ['A shelved → E', normal, shelve(), SHELVED, ['shelved']],
    ['B shelved → E', {}, shelve(), SHELVED, ['shelved']],
    ['C shelved → E', { acked: true }, shelve(), SHELVED, ['shelved']],
    ['D shelved → E', { active: false }, shelve(), SHELVED, ['shelved']],
    [
      'E true, unshelved → B, ack cleared',
      { ...SHELVED, acked: true },
      { kind: 'unshelve' },
      { ...NOT_SUPPRESSED, acked: false },
      ['unshelved'],
    ],
    [
      'E false, time over → A',
      { ...SHELVED, active: false },
      { kind: 'shelving_due', at: later },
      { ...NOT_SUPPRESSED, acked: true },
      ['unshelved', 'cleared'],
    ],
    [
      'E follows its condition',
      { ...SHELVED, acked: true },
      conditionFalse,
      { active: false },
      ['returned'],
    ],
    [
      'E true again',
      { ...SHELVED, ...normal },
      conditionTrue(),
      { active: true, acked: false, count: 2 },
      ['reraised'],
    ],
    [
      'B, work started → F',
      {},
      { kind: 'cause_began', cause: order },
      { suppressedBy: [order] },
      ['suppressed'],
    ],
    [
      'F, work closed → B',
      { suppressedBy: [order] },
      { kind: 'cause_ended', cause: order },
      { suppressedBy: [] },
      ['unsuppressed'],
    ],
    [
      'F of two orders stays F',
      { suppressedBy: [order, 'work_order:2'] },
      { kind: 'cause_ended', cause: order },
      { suppressedBy: ['work_order:2'] },
      ['unsuppressed'],
    ],
    [
      'F gone calm, work closed → A',
      { ...normal, suppressedBy: [order] },
      { kind: 'cause_ended', cause: order },
      { suppressedBy: [] },
      ['unsuppressed', 'cleared'],
    ],
    [
      'F unseen, work closed → D',
      { active: false, suppressedBy: [order] },
      { kind: 'cause_ended', cause: order },
      { suppressedBy: [] },
      ['unsuppressed'],
    ],
    [
      'A suppressed by a person → F',
      normal,
      { kind: 'suppress' },
      { suppressedBy: ['person'] },
      ['suppressed'],
    ],
    [
      'F lifted by a person → B',
      { suppressedBy: ['person'] },
      { kind: 'unsuppress' },
      { suppressedBy: [] },
      ['unsuppressed'],
    ],
    [
      'E taken out of service → G',
      SHELVED,
      { kind: 'take_out_of_service', by: 'tess' },
      { outOfServiceBy: 'tess' },
      ['suppressed'],
    ],
    [
      'G returned to service → E as before',
      { ...SHELVED, outOfServiceBy: 'tess' },
      { kind: 'return_to_service' },
      { outOfServiceBy: null },
      ['unsuppressed'],
    ],
  ])('ISA-18.2: %s', (_, before, trigger, after, happened) => {
    expect(stepAlarm(anAlarm(before), trigger)).toEqual({
      kind: 'moved',
      parts: anAlarm({ ...before, ...after }),
      happened,
    });
  });

  it('is suppressed from its start while work is under way, and latched when its rule says so', () => {
    const trigger = { kind: 'condition_true', severity: 'high', latching: true } as const;
    expect(stepAlarm(null, { ...trigger, suppressedBy: [order] })).toMatchObject({
      parts: { active: true, acked: false, latched: true, suppressedBy: [order] },
      happened: ['raised'],
    });
  });

  it.each<[string, Partial<AlarmParts>, AlarmTrigger, string]>([
    ['acknowledging in A', normal, acknowledge, 'normal'],
    ['acknowledging twice', { acked: true }, acknowledge, 'already'],
    ['shelving beyond the policy', {}, shelve(481), '480 minutes'],
    ['shelving what is never shelved', { severity: 'critical' }, shelve(1, 0), 'not at all'],
    ['shelving in G', { outOfServiceBy: 'tess' }, shelve(), 'out of service'],
    ['unshelving what is not shelved', {}, { kind: 'unshelve' }, 'not shelved'],
    ['suppressing twice', { suppressedBy: ['person'] }, { kind: 'suppress' }, 'already'],
    ['lifting what is not suppressed', {}, { kind: 'unsuppress' }, 'not suppressed'],
    ['lifting what work suppresses', { suppressedBy: [order] }, { kind: 'unsuppress' }, order],
    [
      'a second out of service',
      { outOfServiceBy: 'x' },
      { kind: 'take_out_of_service', by: 'y' },
      'already',
    ],
    ['a return of what is in service', {}, { kind: 'return_to_service' }, 'not out of service'],
    ['a reset while active', { latched: true, acked: true }, { kind: 'reset' }, 'still true'],
    [
      'a reset before the acknowledgement',
      { latched: true, active: false },
      { kind: 'reset' },
      'first',
    ],
    ['a reset of what is not latched', {}, { kind: 'reset' }, 'not latched'],
  ])('refuses %s, with a reason and what is allowed', (_, before, trigger, reason) => {
    const known = anAlarm(before);
    const step = stepAlarm(known, trigger);
    expect(step).toEqual<AlarmStep>({
      kind: 'refused',
      reason: expect.stringContaining(reason),
      allowed: allowedActions(known),
    });
  });

  it('is not unshelved by its agent before the time', () => {
    expect(stepAlarm(anAlarm(SHELVED), { kind: 'shelving_due', at: now })).toEqual({
      kind: 'unchanged',
    });
  });

  it('shows the strongest of its suppressions', () => {
    expect(alarmState(anAlarm(SHELVED))).toBe('shelved');
    expect(alarmState(anAlarm({ ...SHELVED, suppressedBy: [order] }))).toBe('suppressed');
    const all = { ...SHELVED, suppressedBy: [order], outOfServiceBy: 'tess' };
    expect(alarmState(anAlarm(all))).toBe('out_of_service');
    expect(alarmState(anAlarm({ ...normal, latched: true }))).toBe('latched_acknowledged');
    const latched = { active: false, latched: true };
    expect(alarmState(anAlarm(latched))).toBe('latched_unacknowledged');
  });
});
