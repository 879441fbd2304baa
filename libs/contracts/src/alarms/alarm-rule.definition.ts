import { Choice, Flag, ListOf, Real, Text, TextList, Uuid, Whole } from '../fields/kinds.js';
import { CASE_KINDS, RULE_CONDITION_KINDS, SEVERITIES } from '../words.js';
import type { CaseKind, RuleConditionKind, Severity } from '../words.js';

/** One thing that must hold; what `value` means follows from its kind. */
export class RuleCondition {
  @Text({ max: 40, pattern: /^[a-z][a-z0-9_]*$/, description: 'By which values refer to it' })
  name!: string;
  @Choice(RULE_CONDITION_KINDS) kind!: RuleConditionKind;
  @Text({ max: 60, optional: true, description: 'Of this kind of sensor; by default of any' })
  sensorKey?: string;
  @Real({
    description:
      'anomaly: least score; limit: the reported value; rate: change per minute between reports; ' +
      'duration and no_data: seconds; repeat: times within the window',
  })
  value!: number;
  @Choice(['above', 'below'], { optional: true, default: 'above', description: 'limit, rate' })
  direction?: 'above' | 'below';
  @Whole({ min: 1, max: 86_400, optional: true, default: 3600, description: 'repeat, rate' })
  windowSeconds?: number;
}

/** Conditions that must all hold. */
export class ConditionGroup {
  @ListOf(() => RuleCondition, { min: 1, max: 10 }) allOf!: RuleCondition[];
}

/** What a condition's value is for one equipment. */
export class EquipmentValue {
  @Uuid() equipmentId!: string;
  @Text({ max: 40 }) condition!: string;
  @Real() value!: number;
}

/** When a rule raises an alarm, and which. */
export class AlarmRuleDefinition {
  @ListOf(() => ConditionGroup, { min: 1, max: 10, description: 'One of these suffices' })
  anyOf!: ConditionGroup[];
  @Choice(SEVERITIES) severity!: Severity;
  @Text({ max: 500 }) message!: string;
  @Choice(CASE_KINDS, { optional: true, default: 'machine' }) caseKind?: CaseKind;
  @Flag({ optional: true, default: false, description: 'It stays until somebody resets it' })
  latching?: boolean;
  @Whole({ min: 0, max: 86_400, optional: true, default: 0 }) onDelaySeconds?: number;
  @Whole({ min: 0, max: 86_400, optional: true, default: 0 }) offDelaySeconds?: number;
  @TextList({ max: 1000, optional: true, description: 'Only these; with no_data it is needed' })
  equipmentIds?: string[];
  @ListOf(() => EquipmentValue, { max: 1000, optional: true }) values?: EquipmentValue[];
}
