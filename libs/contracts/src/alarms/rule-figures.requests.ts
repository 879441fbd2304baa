import { QueryContract } from '../envelope/request-contract.js';
import { Instant, Real, Text, Uuid, Whole } from '../fields/kinds.js';
import { PageRequest } from '../paging.js';

/** What a rule did over a span, a plant's own or one that is built in, and what people said of it. */
export class RuleFigures {
  @Text({ max: 120, description: 'As alarms name it, e.g. rule:PUMP-HOT or anomaly:vibration' })
  rule!: string;
  @Uuid({ nullable: true, description: 'Of a plant’s own rule' }) ruleId!: string | null;
  @Instant() from!: string;
  @Instant() to!: string;
  @Whole({ description: 'Times its alarms came up' }) alarms!: number;
  @Real({ min: 0 }) alarmsPerDay!: number;
  @Real({ min: 0, max: 1, description: 'Of all alarms of the span' }) share!: number;
  @Whole({ description: 'Alarms of the span that people called right' }) right!: number;
  @Whole() wrong!: number;
  @Whole({ description: 'Alarms of the span of which nobody said anything' }) unanswered!: number;
  @Real({ min: 0, max: 1, nullable: true, description: 'Right of those judged; null: none was' })
  precision!: number | null;
  @Whole({ description: 'Times it came up for the third time within a minute' })
  chattering!: number;
  @Whole({ description: 'Alarms that have been active for more than 24 hours' }) stale!: number;
}

/** Asks what rules did, the noisiest first; by default in the last 30 days. */
@QueryContract('alarms.list-rule-figures')
export class ListRuleFigures extends PageRequest<RuleFigures> {
  @Instant({ optional: true }) from?: string;
  @Instant({ optional: true }) to?: string;
}
