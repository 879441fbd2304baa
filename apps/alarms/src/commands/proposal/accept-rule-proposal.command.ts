import { AcceptRuleProposal } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { DecideProposal } from '../../following/rules/decide-proposal.js';

@Answers(AcceptRuleProposal)
export class AcceptRuleProposalHandler implements RequestHandler<AcceptRuleProposal> {
  constructor(private readonly proposals: DecideProposal) {}

  execute({ request, caller, tx }: Call<AcceptRuleProposal>): Promise<Answer<AcceptRuleProposal>> {
    const { proposalId, comment: said } = request;
    return this.proposals.decide(proposalId, 'accepted', { caller, said }, tx);
  }
}
