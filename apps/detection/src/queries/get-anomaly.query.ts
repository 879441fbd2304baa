import { GetAnomaly, type AnomalyView, type SimilarAnomaly } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { mostAlike } from '../domain/likeness.js';
import { AnomalyRepository } from '../persistence/anomaly.repository.js';

const MOST_SIMILAR = 3;

@Answers(GetAnomaly)
export class GetAnomalyHandler implements RequestHandler<GetAnomaly> {
  constructor(private readonly anomalies: AnomalyRepository) {}

  async execute({ request, tx }: Call<GetAnomaly>): Promise<Answer<GetAnomaly>> {
    const found = await this.anomalies.find(request.anomalyId, tx);
    if (!found) throw Refusal.notFound('anomaly', request.anomalyId);
    const past = await this.anomalies.before(found, tx);
    const alike = mostAlike(found.parts, past, MOST_SIMILAR).map(similar);
    return { reply: Object.assign(found, { similar: alike }) };
  }
}

function similar({
  anomaly,
  likeness,
}: {
  readonly anomaly: AnomalyView;
  readonly likeness: number;
}): SimilarAnomaly {
  const { id, measuredAt, severity, expiredAt } = anomaly;
  const lastedSeconds =
    expiredAt === null ? null : (Date.parse(expiredAt) - Date.parse(measuredAt)) / 1000;
  return { id, measuredAt, severity, likeness, lastedSeconds };
}
