import { Choice, Instant, Nested, Text, Uuid, Whole } from '../fields/kinds.js';
import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import { PageRequest } from '../paging.js';
import { ALARM_RULE_STATES, type AlarmRuleState } from '../words.js';
import { AlarmRuleDefinition } from './alarm-rule.definition.js';

const CODE = /^[A-Z0-9][A-Z0-9_-]*$/;

/** One version of an alarm rule. */
export class AlarmRuleView {
  @Uuid() id!: string;
  @Whole({ min: 1 }) version!: number;
  @Text({ max: 40, pattern: CODE }) code!: string;
  @Text({ max: 200 }) name!: string;
  @Choice(ALARM_RULE_STATES) state!: AlarmRuleState;
  @Nested(() => AlarmRuleDefinition) definition!: AlarmRuleDefinition;
  @Whole({ min: 0, description: 'Alarms it raised; in shadow, that it would have raised' })
  raised!: number;
  @Text({ max: 120 }) changedBy!: string;
  @Instant() createdAt!: string;
  @Instant() changedAt!: string;
  @Instant({
    optional: true,
    nullable: true,
    description: 'Since when it judges, in shadow or live',
  })
  shadowedAt?: string | null;
}

/** Asks for versions of alarm rules, the latest changed first. */
@QueryContract('alarms.list-alarm-rules')
export class ListAlarmRules extends PageRequest<AlarmRuleView> {
  @Uuid({ optional: true }) ruleId?: string;
  @Choice(ALARM_RULE_STATES, { optional: true }) state?: AlarmRuleState;
}

/** Asks for the latest version of an alarm rule. */
@QueryContract('alarms.get-alarm-rule')
export class GetAlarmRule extends Request<AlarmRuleView> {
  @Uuid() ruleId!: string;
}

/** Writes a new alarm rule; it raises nothing yet. */
@CommandContract('alarms.draft-alarm-rule')
export class DraftAlarmRule extends Request<AlarmRuleView> {
  @Text({ max: 40, pattern: CODE, example: 'PUMP-HOT' }) code!: string;
  @Text({ max: 200 }) name!: string;
  @Nested(() => AlarmRuleDefinition) definition!: AlarmRuleDefinition;
}

/** Writes the draft of a rule anew, or a next version of it. */
@CommandContract('alarms.revise-alarm-rule')
export class ReviseAlarmRule extends Request<AlarmRuleView> {
  @Uuid() ruleId!: string;
  @Text({ max: 200 }) name!: string;
  @Nested(() => AlarmRuleDefinition) definition!: AlarmRuleDefinition;
}

/** What every step of a rule's version names. */
export abstract class AlarmRuleStep extends Request<AlarmRuleView> {
  @Uuid() ruleId!: string;
  @Whole({ min: 1, max: 2_147_483_647 }) version!: number;
}

/** Tries a draft on what happens, without raising alarms. */
@CommandContract('alarms.shadow-alarm-rule')
export class ShadowAlarmRule extends AlarmRuleStep {}

/** Puts a version away; its alarms return. */
@CommandContract('alarms.retire-alarm-rule')
export class RetireAlarmRule extends AlarmRuleStep {}
