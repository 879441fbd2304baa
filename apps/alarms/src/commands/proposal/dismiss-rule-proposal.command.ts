import { DismissRuleProposal } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { DecideProposal } from '../../following/rules/decide-proposal.js';

@Answers(DismissRuleProposal)
export class DismissRuleProposalHandler implements RequestHandler<DismissRuleProposal> {
  constructor(private readonly proposals: DecideProposal) {}

  execute({
    request,
    caller,
    tx,
  }: Call<DismissRuleProposal>): Promise<Answer<DismissRuleProposal>> {
    const { proposalId, reason: said } = request;
    return this.proposals.decide(proposalId, 'dismissed', { caller, said }, tx);
  }
}
