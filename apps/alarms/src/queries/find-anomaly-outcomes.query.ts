import { FindAnomalyOutcomes } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { EvidenceRepository } from '../persistence/evidence.repository.js';

@Answers(FindAnomalyOutcomes)
export class FindAnomalyOutcomesHandler implements RequestHandler<FindAnomalyOutcomes> {
  constructor(private readonly evidence: EvidenceRepository) {}

  async execute({ request, tx }: Call<FindAnomalyOutcomes>): Promise<Answer<FindAnomalyOutcomes>> {
    return { reply: await this.evidence.outcomesOf(request.anomalyIds, tx) };
  }
}
