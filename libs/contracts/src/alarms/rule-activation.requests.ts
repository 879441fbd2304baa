import { Choice, Instant, Nested, Text, Uuid, Whole } from '../fields/kinds.js';
import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import { PageRequest } from '../paging.js';
import { AlarmRuleStep } from './alarm-rule.requests.js';
import { RuleComparison } from './rule-comparison.js';

/** How a version came to raise alarms. */
export const ACTIVATION_KINDS = ['activated', 'rolled_back'] as const;
export type ActivationKind = (typeof ACTIVATION_KINDS)[number];

/** A decision to let a version raise alarms, with what was known when it was taken. */
export class RuleActivationView {
  @Uuid() id!: string;
  @Uuid() ruleId!: string;
  @Whole({ min: 1 }) version!: number;
  @Choice(ACTIVATION_KINDS) kind!: ActivationKind;
  @Text({ max: 120 }) activatedBy!: string;
  @Instant() activatedAt!: string;
  @Text({ max: 1000, nullable: true, description: 'Of a roll-back its reason' })
  comment!: string | null;
  @Text({ max: 1000, nullable: true, description: 'Why it was not tried before' })
  withoutEvidence!: string | null;
  @Nested(() => RuleComparison) comparison!: RuleComparison;
}

/** Asks how a version compares with the active one; by default the one in shadow, else the latest that was. */
@QueryContract('alarms.compare-alarm-rule')
export class CompareAlarmRule extends Request<RuleComparison> {
  @Uuid() ruleId!: string;
  @Whole({ min: 1, max: 2_147_483_647, optional: true }) version?: number;
}

/** Asks for the decisions to let versions of a rule raise alarms, newest first. */
@QueryContract('alarms.list-rule-activations')
export class ListRuleActivations extends PageRequest<RuleActivationView> {
  @Uuid() ruleId!: string;
}

/** Lets a version raise alarms; the one that did until now is retired. */
@CommandContract('alarms.activate-alarm-rule')
export class ActivateAlarmRule extends AlarmRuleStep {
  @Text({ max: 1000, optional: true }) comment?: string;
  @Text({ max: 1000, optional: true, description: 'Why it goes live without having been tried' })
  withoutEvidence?: string;
}

/** Lets a version that was active before raise alarms again, as it was. */
@CommandContract('alarms.roll-back-alarm-rule')
export class RollBackAlarmRule extends AlarmRuleStep {
  @Text({ max: 1000 }) reason!: string;
}
