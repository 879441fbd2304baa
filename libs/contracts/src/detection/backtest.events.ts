import { EventContract } from '../envelope/event-contract.js';
import { Choice, Instant, Nested, Text, Uuid } from '../fields/kinds.js';
import {
  BACKTEST_STATES,
  BacktestFigures,
  RuleVersion,
  type BacktestState,
} from './backtest.requests.js';

const optional = { optional: true } as const;

/** What every event of a backtest tells. */
export abstract class BacktestEvent {
  @Uuid() backtestId!: string;
  @Instant() from!: string;
  @Instant() to!: string;
  @Text({ max: 120 }) requestedBy!: string;
}

/** Somebody had a version of a rule or detector run over stored history. */
@EventContract('detection.backtest.started.v1')
export class BacktestStarted extends BacktestEvent {}

/** A backtest is over. */
@EventContract('detection.backtest.ended.v1')
export class BacktestEnded extends BacktestEvent {
  @Choice(BACKTEST_STATES) state!: BacktestState;
  @Text({ max: 1000, ...optional }) reason?: string;
  @Instant({ ...optional, description: 'When it was asked for' }) askedAt?: string;
  @Nested(() => RuleVersion, { ...optional, description: 'What it tried, if that was a rule' })
  rule?: RuleVersion;
  @Nested(() => BacktestFigures, { ...optional, description: 'What came of it, once it is done' })
  figures?: BacktestFigures;
}
