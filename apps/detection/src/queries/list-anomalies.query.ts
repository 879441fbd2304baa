import { ListAnomalies } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { AnomalyRepository } from '../persistence/anomaly.repository.js';

@Answers(ListAnomalies)
export class ListAnomaliesHandler implements RequestHandler<ListAnomalies> {
  constructor(private readonly anomalies: AnomalyRepository) {}

  async execute({ request, tx }: Call<ListAnomalies>): Promise<Answer<ListAnomalies>> {
    return { reply: await this.anomalies.list(request, tx) };
  }
}
