import { ListCases } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { CaseRepository } from '../persistence/case.repository.js';

@Answers(ListCases)
export class ListCasesHandler implements RequestHandler<ListCases> {
  constructor(private readonly cases: CaseRepository) {}

  async execute({ request, tx }: Call<ListCases>): Promise<Answer<ListCases>> {
    return { reply: await this.cases.list(request, tx) };
  }
}
