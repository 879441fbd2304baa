import { BacktestEnded, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { RuleBacktestRepository } from '../persistence/rules/rule-backtest.repository.js';

@Handles(BacktestEnded)
export class NoteBacktestOnBacktestEnded implements EventHandler<BacktestEnded> {
  constructor(private readonly backtests: RuleBacktestRepository) {}

  async handle(ended: BacktestEnded, tx: Transaction, { time }: CloudEvent): Promise<EventDraft[]> {
    const { backtestId: id, from, to, askedAt, rule, figures, state } = ended;
    // One that failed or was cancelled has shown nothing of the rule.
    if (state !== 'done' || !rule || !figures || askedAt === undefined) return [];
    const { ruleId, version } = rule;
    const noted = { id, ruleId, version, from, to, askedAt, endedAt: time, figures };
    await this.backtests.note(noted, tx);
    return [];
  }
}
