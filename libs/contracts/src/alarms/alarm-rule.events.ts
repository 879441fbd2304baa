import { EventContract } from '../envelope/event-contract.js';
import { LOAD_CLASSES, type LoadClass } from '../detection/backtest.requests.js';
import { Choice, Real, Text, Uuid, Whole } from '../fields/kinds.js';
import { UuidList } from '../fields/records.js';
import { ACTIVATION_KINDS, type ActivationKind } from './rule-activation.requests.js';

const optional = { optional: true } as const;

/** What every event of an alarm rule tells. */
export abstract class AlarmRuleEvent {
  @Uuid() ruleId!: string;
  @Whole({ min: 1 }) version!: number;
  @Text({ max: 40 }) code!: string;
  @Text({ max: 200 }) name!: string;
  @Text({ max: 120 }) changedBy!: string;
}

/** A version of a rule was written. */
@EventContract('alarms.rule.drafted.v1')
export class AlarmRuleDrafted extends AlarmRuleEvent {}

/** A version of a rule is tried on what happens, without raising alarms. */
@EventContract('alarms.rule.shadowed.v1')
export class AlarmRuleShadowed extends AlarmRuleEvent {}

/** A version of a rule raises alarms from now on. */
@EventContract('alarms.rule.activated.v1')
export class AlarmRuleActivated extends AlarmRuleEvent {
  @Uuid(optional) activationId?: string;
  @Choice(ACTIVATION_KINDS, optional) kind?: ActivationKind;
  @Text({ max: 1000, ...optional }) comment?: string;
  @Text({ max: 1000, ...optional, description: 'Why it was not tried before' })
  withoutEvidence?: string;
  @Real({ min: 0, ...optional, description: 'How long it was tried or live' }) hours?: number;
  @Whole({ ...optional, description: 'What it raised, or would have raised, in that time' })
  alarms?: number;
  @Real({ min: 0, ...optional }) alarmsPerOperatorAndDay?: number;
  @Choice(LOAD_CLASSES, { ...optional, description: 'By EEMUA 191' }) load?: LoadClass;
  @Whole(optional) rightMet?: number;
  @Whole(optional) wrongMet?: number;
  @Whole({ min: 1, ...optional, description: 'Which was active until now' })
  previousVersion?: number;
  @Whole({ ...optional, description: 'What that one raised' }) previousAlarms?: number;
  @UuidList({ max: 5, ...optional, description: 'Of this version' }) backtestIds?: string[];
}

/** A version of a rule was put away. */
@EventContract('alarms.rule.retired.v1')
export class AlarmRuleRetired extends AlarmRuleEvent {}
