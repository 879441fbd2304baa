import { EventContract } from '../envelope/event-contract.js';
import { Text, Uuid, Whole } from '../fields/kinds.js';

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
export class AlarmRuleActivated extends AlarmRuleEvent {}

/** A version of a rule was put away. */
@EventContract('alarms.rule.retired.v1')
export class AlarmRuleRetired extends AlarmRuleEvent {}
