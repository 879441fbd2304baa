import { ListLatestValues } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ReadingRepository } from '../persistence/reading.repository.js';

@Answers(ListLatestValues)
export class ListLatestValuesHandler implements RequestHandler<ListLatestValues> {
  constructor(private readonly readings: ReadingRepository) {}

  async execute({ request, tx }: Call<ListLatestValues>): Promise<Answer<ListLatestValues>> {
    return { reply: await this.readings.latestOf(request.equipmentId, tx) };
  }
}
