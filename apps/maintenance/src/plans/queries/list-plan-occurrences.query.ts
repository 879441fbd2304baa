import { ListPlanOccurrences } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { OccurrenceRepository } from '../persistence/occurrence.repository.js';

@Answers(ListPlanOccurrences)
export class ListPlanOccurrencesHandler implements RequestHandler<ListPlanOccurrences> {
  constructor(private readonly rows: OccurrenceRepository) {}

  async execute({ request, tx }: Call<ListPlanOccurrences>): Promise<Answer<ListPlanOccurrences>> {
    return { reply: await this.rows.list(request, tx) };
  }
}
