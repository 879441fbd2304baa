import { OmitType } from '@nestjs/swagger';
import {
  ActivateAlarmRule,
  CompareAlarmRule,
  ListAlarmRules,
  ListRuleActivations,
  ReviseAlarmRule,
  RollBackAlarmRule,
} from '@libs/contracts';

/** What a rule says from its next version on. */
export class ReviseAlarmRuleBody extends OmitType(ReviseAlarmRule, ['ruleId'] as const) {}

/** Which page of which state. */
export class RuleVersionsQuery extends OmitType(ListAlarmRules, ['ruleId'] as const) {}

/** What to say of the decision. */
export class ActivateAlarmRuleBody extends OmitType(ActivateAlarmRule, [
  'ruleId',
  'version',
] as const) {}

/** Why. */
export class RollBackAlarmRuleBody extends OmitType(RollBackAlarmRule, [
  'ruleId',
  'version',
] as const) {}

/** Which version; by default the one in shadow, else the latest that was tried. */
export class ComparisonQuery extends OmitType(CompareAlarmRule, ['ruleId'] as const) {}

/** Which page. */
export class ActivationsQuery extends OmitType(ListRuleActivations, ['ruleId'] as const) {}
