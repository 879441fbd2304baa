import { EventContract } from '../envelope/event-contract.js';
import { Choice, Instant, Text, Uuid } from '../fields/kinds.js';
import { BACKTEST_STATES, type BacktestState } from './backtest.requests.js';

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
  @Text({ max: 1000, optional: true }) reason?: string;
}
