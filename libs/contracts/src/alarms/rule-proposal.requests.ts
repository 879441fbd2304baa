import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import { Choice, Instant, Nested, Text, Uuid } from '../fields/kinds.js';
import { PageRequest } from '../paging.js';
import { RuleFigures } from './rule-figures.requests.js';

/** What is proposed of a rule. */
export const PROPOSAL_KINDS = ['retire', 'revise'] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];

/** What speaks against a rule. */
export const PROPOSAL_CAUSES = ['imprecise', 'chattering', 'load', 'never_raised'] as const;
export type ProposalCause = (typeof PROPOSAL_CAUSES)[number];

export const PROPOSAL_STATES = ['open', 'accepted', 'dismissed'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** A rule that does more harm than good, in figures, for a person to decide on. */
export class RuleProposalView {
  @Uuid() id!: string;
  @Text({ max: 120 }) rule!: string;
  @Uuid({ nullable: true, description: 'Of a plant’s own rule; what is built in has none' })
  ruleId!: string | null;
  @Choice(PROPOSAL_KINDS) kind!: ProposalKind;
  @Choice(PROPOSAL_CAUSES) cause!: ProposalCause;
  @Text({ max: 1000, description: 'In words' }) reason!: string;
  @Nested(() => RuleFigures) figures!: RuleFigures;
  @Choice(PROPOSAL_STATES) state!: ProposalState;
  @Instant() proposedAt!: string;
  @Text({ max: 120, nullable: true }) decidedBy!: string | null;
  @Instant({ nullable: true }) decidedAt!: string | null;
  @Text({ max: 1000, nullable: true, description: 'What was said of the decision' })
  decision!: string | null;
}

/** Asks for proposals, newest first. */
@QueryContract('alarms.list-rule-proposals')
export class ListRuleProposals extends PageRequest<RuleProposalView> {
  @Choice(PROPOSAL_STATES, { optional: true }) state?: ProposalState;
  @Text({ max: 120, optional: true }) rule?: string;
}

/** Agrees: a rule proposed for retirement is retired with that. */
@CommandContract('alarms.accept-rule-proposal')
export class AcceptRuleProposal extends Request<RuleProposalView> {
  @Uuid() proposalId!: string;
  @Text({ max: 1000, optional: true }) comment?: string;
}

/** Keeps the rule; it is not proposed again for the same cause until its figures are worse. */
@CommandContract('alarms.dismiss-rule-proposal')
export class DismissRuleProposal extends Request<RuleProposalView> {
  @Uuid() proposalId!: string;
  @Text({ max: 1000 }) reason!: string;
}
