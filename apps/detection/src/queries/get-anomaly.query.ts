import { GetAnomaly } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { AnomalyRepository } from '../persistence/anomaly.repository.js';

@Answers(GetAnomaly)
export class GetAnomalyHandler implements RequestHandler<GetAnomaly> {
  constructor(private readonly anomalies: AnomalyRepository) {}

  async execute({ request, tx }: Call<GetAnomaly>): Promise<Answer<GetAnomaly>> {
    const found = await this.anomalies.find(request.anomalyId, tx);
    if (!found) throw Refusal.notFound('anomaly', request.anomalyId);
    return { reply: found };
  }
}
