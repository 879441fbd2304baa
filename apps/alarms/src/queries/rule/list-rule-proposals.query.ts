import { ListRuleProposals } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ProposalRepository } from '../../persistence/rules/proposal.repository.js';

@Answers(ListRuleProposals)
export class ListRuleProposalsHandler implements RequestHandler<ListRuleProposals> {
  constructor(private readonly proposals: ProposalRepository) {}

  async execute({ request, tx }: Call<ListRuleProposals>): Promise<Answer<ListRuleProposals>> {
    return { reply: await this.proposals.list(request, tx) };
  }
}
