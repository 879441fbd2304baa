import { EventContract } from '../envelope/event-contract.js';
import { Choice, Nested, Text, Uuid } from '../fields/kinds.js';
import { RuleFigures } from './rule-figures.requests.js';
import {
  PROPOSAL_CAUSES,
  PROPOSAL_KINDS,
  PROPOSAL_STATES,
  type ProposalCause,
  type ProposalKind,
  type ProposalState,
} from './rule-proposal.requests.js';

/** What every event of a proposal tells. */
export abstract class RuleProposalEvent {
  @Uuid() proposalId!: string;
  @Text({ max: 120 }) rule!: string;
  @Uuid({ optional: true, description: 'Of a plant’s own rule' }) ruleId?: string;
  @Choice(PROPOSAL_KINDS) kind!: ProposalKind;
  @Choice(PROPOSAL_CAUSES) cause!: ProposalCause;
}

/** A rule does more harm than good; a person is to decide. */
@EventContract('alarms.rule.retirement_proposed.v1')
export class RuleRetirementProposed extends RuleProposalEvent {
  @Text({ max: 1000 }) reason!: string;
  @Nested(() => RuleFigures) figures!: RuleFigures;
}

/** A person decided on a proposal. */
@EventContract('alarms.rule.proposal_decided.v1')
export class RuleProposalDecided extends RuleProposalEvent {
  @Choice(PROPOSAL_STATES) state!: ProposalState;
  @Text({ max: 120 }) decidedBy!: string;
  @Text({ max: 1000, optional: true }) decision?: string;
}
