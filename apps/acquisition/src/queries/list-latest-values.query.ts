import { ListLatestValues } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ReadingRepository } from '../persistence/reading.repository.js';
import { latestIn } from '../units/in-unit.js';

@Answers(ListLatestValues)
export class ListLatestValuesHandler implements RequestHandler<ListLatestValues> {
  constructor(private readonly readings: ReadingRepository) {}

  async execute({ request, tx }: Call<ListLatestValues>): Promise<Answer<ListLatestValues>> {
    const values = await this.readings.latestOf(request.equipmentId, tx);
    return { reply: await latestIn(values, request.unit) };
  }
}
