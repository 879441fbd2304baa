import { Injectable } from '@nestjs/common';
import { alarmLoad } from '@libs/alarm-rules';
import type { RuleComparison, RuleVersionFigures } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Refusal } from '@libs/messaging';
import { hoursOf, spanBeside, spanOf, type Span } from '../../domain/rules/version-span.js';
import { PolicyRepository } from '../../persistence/policy.repository.js';
import { ComparisonRepository } from '../../persistence/rules/comparison.repository.js';
import { RuleBacktestRepository } from '../../persistence/rules/rule-backtest.repository.js';
import type { Rule } from '../../persistence/rules/rule.entity.js';
import { RuleEvidence } from './rule-evidence.js';

const HOUR_MS = 3_600_000;

/** Sets a version beside the active one: what a decision between the two rests on. */
@Injectable()
export class CompareRule {
  constructor(
    private readonly policies: PolicyRepository,
    private readonly comparisons: ComparisonRepository,
    private readonly backtests: RuleBacktestRepository,
    private readonly evidence: RuleEvidence,
  ) {}

  async compare(rule: Rule, versions: readonly Rule[], tx: Transaction): Promise<RuleComparison> {
    const now = new Date();
    const keptSince = this.evidence.keptSince(now);
    const span = spanOf(rule, now, keptSince);
    if (!span) throw Refusal.conflict('The version has not been tried: put it into shadow first.');
    const active = versions.find(({ state, version }) => {
      return state === 'active' && version !== rule.version;
    });
    const lived = active && spanOf(active, now, keptSince);
    const beside = lived && spanBeside(lived, span);
    const { operators } = await this.policies.get(tx);
    return {
      ruleId: rule.id,
      version: rule.version,
      comparedAt: now.toISOString(),
      operators,
      figures: await this.figures(rule, span, operators, tx),
      active: active && beside ? await this.figures(active, beside, operators, tx) : null,
      shared: active ? await this.comparisons.shared(rule, active, span, tx) : null,
      totals: await this.comparisons.totals(rule, span, tx),
      cases: await this.comparisons.cases(rule, active, span, tx),
      backtests: await this.backtests.of(rule, tx),
    };
  }

  private async figures(
    rule: Rule,
    span: Span,
    operators: number,
    tx: Transaction,
  ): Promise<RuleVersionFigures> {
    const raised = await this.comparisons.raised(rule, span, tx);
    const hours = hoursOf(span);
    const rate =
      hours < 1
        ? { alarmsPerOperatorAndDay: null, load: null }
        : alarmLoad(raised.alarms, operators, hours * HOUR_MS);
    return {
      version: rule.version,
      state: rule.state,
      from: span.from.toISOString(),
      to: span.to.toISOString(),
      hours,
      ...raised,
      ...rate,
      ...(await this.comparisons.met(rule, span, tx)),
    };
  }
}
