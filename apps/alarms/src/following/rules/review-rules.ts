import { Injectable } from '@nestjs/common';
import {
  draft,
  RuleRetirementProposed,
  type EventDraft,
  type RuleProposalView,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { v7 as uuidv7 } from 'uuid';
import { reviewWindow } from '../../domain/kpi-window.js';
import { isWorse, proposeFor } from '../../domain/rules/propose-retirement.js';
import { PolicyRepository } from '../../persistence/policy.repository.js';
import { ProposalRepository } from '../../persistence/rules/proposal.repository.js';
import {
  RuleFiguresRepository,
  type Reviewed,
} from '../../persistence/rules/rule-figures.repository.js';
import { RuleEvidence } from './rule-evidence.js';

/** Looks at what every rule did lately, proposes those that do more harm than good, and lets go of old evidence. */
@Injectable()
export class ReviewRules {
  constructor(
    private readonly policies: PolicyRepository,
    private readonly figures: RuleFiguresRepository,
    private readonly proposals: ProposalRepository,
    private readonly evidence: RuleEvidence,
  ) {}

  async review(now: Date, tx: Transaction): Promise<EventDraft[]> {
    await this.evidence.forgetOld(now, tx);
    const { leastPrecision, leastAnswers } = await this.policies.get(tx);
    const events: EventDraft[] = [];
    for (const each of await this.figures.all(reviewWindow({}, now), tx)) {
      const made = await this.propose(each, { leastPrecision, leastAnswers }, now, tx);
      if (made && (await this.proposals.add(made, tx))) events.push(proposed(made));
    }
    return events;
  }

  private async propose(
    { figures, silentSince }: Reviewed,
    bounds: { leastPrecision: number; leastAnswers: number },
    now: Date,
    tx: Transaction,
  ): Promise<RuleProposalView | null> {
    const { rule, ruleId } = figures;
    const found = proposeFor(figures, silentSince, bounds, now);
    if (!found) return null;
    const kept = await this.proposals.dismissedFigures({ rule, cause: found.cause }, tx);
    if (kept && !isWorse(figures, kept, found.cause)) return null;
    return {
      ...{ id: uuidv7(), rule, ruleId, ...found, figures, state: 'open' },
      proposedAt: now.toISOString(),
      ...{ decidedBy: null, decidedAt: null, decision: null },
    };
  }
}

export const proposalEvent = ({ id: proposalId, rule, ruleId, kind, cause }: RuleProposalView) => ({
  proposalId,
  rule,
  ...(ruleId !== null && { ruleId }),
  kind,
  cause,
});

const proposed = (made: RuleProposalView): EventDraft => {
  const { reason, figures } = made;
  const told = { ...proposalEvent(made), reason, figures };
  return draft(RuleRetirementProposed, told, { subject: `rule_proposal/${made.id}` });
};
