import { OmitType } from '@nestjs/swagger';
import { ListAlarmRules, ReviseAlarmRule } from '@libs/contracts';

/** What a rule says from its next version on. */
export class ReviseAlarmRuleBody extends OmitType(ReviseAlarmRule, ['ruleId'] as const) {}

/** Which page of which state. */
export class RuleVersionsQuery extends OmitType(ListAlarmRules, ['ruleId'] as const) {}
