import { ListCaseEvidence } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { CaseRepository } from '../persistence/case.repository.js';
import { EvidenceRepository } from '../persistence/evidence.repository.js';

@Answers(ListCaseEvidence)
export class ListCaseEvidenceHandler implements RequestHandler<ListCaseEvidence> {
  constructor(
    private readonly cases: CaseRepository,
    private readonly evidence: EvidenceRepository,
  ) {}

  async execute({ request, tx }: Call<ListCaseEvidence>): Promise<Answer<ListCaseEvidence>> {
    const { caseId } = request;
    if (!(await this.cases.find(caseId, tx))) throw Refusal.notFound('case', caseId);
    return { reply: await this.evidence.list(request, tx) };
  }
}
