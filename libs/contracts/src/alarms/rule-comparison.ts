import { BacktestFigures, LOAD_CLASSES, type LoadClass } from '../detection/backtest.requests.js';
import { Choice, Flag, Instant, ListOf, Nested, Real, Text, Uuid, Whole } from '../fields/kinds.js';
import { ALARM_RULE_STATES, type AlarmRuleState } from '../words.js';

/** What a version of a rule raised, or in shadow would have raised, over a span. */
export class RuleVersionFigures {
  @Whole({ min: 1 }) version!: number;
  @Choice(ALARM_RULE_STATES) state!: AlarmRuleState;
  @Instant() from!: string;
  @Instant() to!: string;
  @Real({ min: 0 }) hours!: number;
  @Whole({ description: 'Times it raised, or would have raised, an alarm' }) alarms!: number;
  @Whole({ description: 'Machines on which it did' }) equipment!: number;
  @Real({ min: 0, nullable: true, description: 'Null: less than an hour tells no rate' })
  alarmsPerOperatorAndDay!: number | null;
  @Choice(LOAD_CLASSES, { nullable: true, description: 'By EEMUA 191' }) load!: LoadClass | null;
  @Whole({ description: 'Cases during which it raised' }) casesMet!: number;
  @Whole({ description: 'Of those, trouble that people confirmed' }) rightMet!: number;
  @Whole({ description: 'Of those, what people called wrong' }) wrongMet!: number;
}

/** A case of the span, and which version raised during it. */
export class ComparedCase {
  @Uuid() caseId!: string;
  @Uuid() equipmentId!: string;
  @Text({ max: 200 }) title!: string;
  @Instant() openedAt!: string;
  @Choice(['right', 'wrong'], { nullable: true, description: 'What people said of it' })
  answer!: 'right' | 'wrong' | null;
  @Flag({ description: 'By the version that is looked at' }) met!: boolean;
  @Flag({ description: 'By the version that is active' }) metByActive!: boolean;
}

/** Which alarms of two versions came at the same time on the same machine. */
export class SharedAlarms {
  @Whole({ description: 'Alarms of this version beside one of the active version' }) both!: number;
  @Whole({ description: 'Alarms of this version alone' }) onlyThis!: number;
  @Whole({ description: 'Alarms of the active version alone' }) onlyActive!: number;
}

/** How many cases there were on the rule's machines. */
export class CaseTotals {
  @Whole() cases!: number;
  @Whole() right!: number;
  @Whole() wrong!: number;
}

/** A finished backtest of a version. */
export class RuleBacktest {
  @Uuid() backtestId!: string;
  @Instant() from!: string;
  @Instant() to!: string;
  @Instant() endedAt!: string;
  @Nested(() => BacktestFigures) figures!: BacktestFigures;
}

/** A version of a rule beside the one that is active: what a decision to activate it rests on. */
export class RuleComparison {
  @Uuid() ruleId!: string;
  @Whole({ min: 1 }) version!: number;
  @Instant() comparedAt!: string;
  @Whole({ min: 1 }) operators!: number;
  @Nested(() => RuleVersionFigures) figures!: RuleVersionFigures;
  @Nested(() => RuleVersionFigures, { nullable: true, description: 'Null: no other is active' })
  active!: RuleVersionFigures | null;
  @Nested(() => SharedAlarms, { nullable: true }) shared!: SharedAlarms | null;
  @Nested(() => CaseTotals) totals!: CaseTotals;
  @ListOf(() => ComparedCase, { max: 20, description: 'Judged and met ones first' })
  cases!: ComparedCase[];
  @ListOf(() => RuleBacktest, { max: 5, description: 'Of this version, newest first' })
  backtests!: RuleBacktest[];
}
