import { CountAnomalies } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { AnomalyRepository } from '../persistence/anomaly.repository.js';

@Answers(CountAnomalies)
export class CountAnomaliesHandler implements RequestHandler<CountAnomalies> {
  constructor(private readonly anomalies: AnomalyRepository) {}

  async execute({ tx }: Call<CountAnomalies>): Promise<Answer<CountAnomalies>> {
    return { reply: { anomalies: await this.anomalies.count(tx) } };
  }
}
