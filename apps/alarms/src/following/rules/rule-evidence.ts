import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import { AlarmsConfig } from '../../alarms.config.js';
import { RaisingRepository } from '../../persistence/rules/raising.repository.js';
import { RuleBacktestRepository } from '../../persistence/rules/rule-backtest.repository.js';

const DAY_MS = 86_400_000;

/** What decisions on rules rest on, for as long as the plant keeps it; what a decision took over stays. */
@Injectable()
export class RuleEvidence {
  constructor(
    private readonly config: AlarmsConfig,
    private readonly raisings: RaisingRepository,
    private readonly backtests: RuleBacktestRepository,
  ) {}

  keptSince(now: Date): Date {
    return new Date(now.getTime() - this.config.ruleEvidenceRetentionDays * DAY_MS);
  }

  async forgetOld(now: Date, tx: Transaction): Promise<void> {
    const before = this.keptSince(now);
    await this.raisings.forget(before, tx);
    await this.backtests.forget(before, tx);
  }
}
