import { Injectable } from '@nestjs/common';
import {
  BacktestEnded,
  draft,
  type BacktestFigures,
  type BacktestResult,
  type BacktestView,
  type EventDraft,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { Backtest, End } from '../domain/backtests/backtest.js';
import { backtestView } from '../persistence/backtests/backtest-view.js';
import { BacktestRepository } from '../persistence/backtests/backtest.repository.js';

/** Brings backtests to their end, and tells it. */
@Injectable()
export class EndBacktest {
  constructor(private readonly backtests: BacktestRepository) {}

  async end(
    id: string,
    state: End,
    came: Partial<Pick<Backtest, 'reason' | 'result'>>,
    tx: Transaction,
  ): Promise<{ reply: BacktestView; events: EventDraft[] }> {
    const ended = await this.backtests.end(id, state, came, tx);
    const told = {
      ...backtestEvent(ended),
      state,
      askedAt: ended.createdAt.toISOString(),
      ...(ended.reason !== null && { reason: ended.reason }),
      ...ruleOf(ended),
      ...(ended.result && { figures: figuresOf(ended.result) }),
    };
    const { correlationId } = ended;
    const about = { subject: `backtest/${id}`, correlationId };
    return { reply: backtestView(ended), events: [draft(BacktestEnded, told, about)] };
  }
}

export const backtestEvent = ({ id: backtestId, from, to, requestedBy }: Backtest) => ({
  backtestId,
  from: from.toISOString(),
  to: to.toISOString(),
  requestedBy,
});

const ruleOf = ({ ruleId, ruleVersion: version }: Backtest) =>
  ruleId === null || version === null ? {} : { rule: { ruleId, version } };

function figuresOf({ knownFailures: _, days: __, ...figures }: BacktestResult): BacktestFigures {
  return figures;
}
