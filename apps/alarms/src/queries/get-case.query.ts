import { GetCase } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { CaseRepository } from '../persistence/case.repository.js';

@Answers(GetCase)
export class GetCaseHandler implements RequestHandler<GetCase> {
  constructor(private readonly cases: CaseRepository) {}

  async execute({ request, tx }: Call<GetCase>): Promise<Answer<GetCase>> {
    const found = await this.cases.find(request.caseId, tx);
    if (!found) throw Refusal.notFound('case', request.caseId);
    return { reply: await this.cases.view(found, tx) };
  }
}
