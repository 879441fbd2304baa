import type { AlarmRuleState } from '@libs/contracts';

const RULE_ACTIONS = ['revise', 'shadow', 'activate', 'roll_back', 'retire'] as const;
export type RuleAction = (typeof RULE_ACTIONS)[number];

const STEPS: Readonly<
  Record<AlarmRuleState, Readonly<Partial<Record<RuleAction, AlarmRuleState>>>>
> = {
  draft: { revise: 'draft', shadow: 'shadow', retire: 'retired' },
  shadow: { revise: 'draft', activate: 'active', retire: 'retired' },
  active: { revise: 'draft', retire: 'retired' },
  retired: { revise: 'draft', roll_back: 'active' },
};

/** What a version is after a step that is allowed. */
export const STATE_AFTER = {
  shadow: 'shadow',
  activate: 'active',
  roll_back: 'active',
  retire: 'retired',
} as const;

export type RuleStep =
  | { readonly kind: 'moved'; readonly state: AlarmRuleState }
  | { readonly kind: 'refused'; readonly reason: string; readonly allowed: readonly RuleAction[] };

/** One step in the life of a rule's version: it is tried in shadow before it may raise alarms. */
export function stepRule(state: AlarmRuleState, action: RuleAction): RuleStep {
  const next = STEPS[state][action];
  if (next) return { kind: 'moved', state: next };
  const allowed = RULE_ACTIONS.filter((each) => STEPS[state][each] !== undefined);
  const before = action === 'activate' && state === 'draft' ? ' It is tried in shadow first.' : '';
  return {
    kind: 'refused',
    reason: `The version is ${state}: no ${action.replace('_', '-')}.${before}`,
    allowed,
  };
}

export const isLive = (state: AlarmRuleState): boolean => state === 'shadow' || state === 'active';
