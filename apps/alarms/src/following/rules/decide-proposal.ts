import { Injectable } from '@nestjs/common';
import {
  draft,
  RuleProposalDecided,
  type EventDraft,
  type RuleProposalView,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Refusal, type Caller } from '@libs/messaging';
import { ProposalRepository } from '../../persistence/rules/proposal.repository.js';
import { RuleRepository } from '../../persistence/rules/rule.repository.js';
import { ChangeRule } from './change-rule.js';
import { proposalEvent } from './review-rules.js';

/** What a person makes of a proposal. */
@Injectable()
export class DecideProposal {
  constructor(
    private readonly proposals: ProposalRepository,
    private readonly rules: RuleRepository,
    private readonly changing: ChangeRule,
  ) {}

  async decide(
    proposalId: string,
    state: 'accepted' | 'dismissed',
    { caller, said }: { caller: Caller; said: string | undefined },
    tx: Transaction,
  ): Promise<{ reply: RuleProposalView; events: EventDraft[] }> {
    const known = await this.proposals.lock(proposalId, tx);
    if (!known) throw Refusal.notFound('proposal', proposalId);
    if (known.state !== 'open') {
      throw Refusal.conflict(`The proposal was ${known.state} by ${known.decidedBy ?? ''}.`);
    }
    const reply: RuleProposalView = Object.assign({}, known, {
      ...{ state, decidedBy: caller.name, decidedAt: new Date().toISOString() },
      decision: said ?? null,
    });
    await this.proposals.decide(reply, tx);
    const retires = state === 'accepted' && known.kind === 'retire';
    const events = retires ? await this.retire(known, caller, tx) : [];
    const told = {
      ...proposalEvent(reply),
      ...{ state, decidedBy: caller.name },
      ...(said !== undefined && { decision: said }),
    };
    const subject = `rule_proposal/${proposalId}`;
    return { reply, events: [...events, draft(RuleProposalDecided, told, { subject })] };
  }

  /** The version that is active now, if it is not retired already. */
  private async retire(
    { ruleId }: RuleProposalView,
    caller: Caller,
    tx: Transaction,
  ): Promise<EventDraft[]> {
    if (ruleId === null) return [];
    const versions = await this.rules.lockVersions(ruleId, tx);
    const active = versions.find(({ state }) => state === 'active');
    if (!active) return [];
    const { version } = active;
    return (await this.changing.change({ ruleId, version }, 'retire', caller, tx)).events;
  }
}
