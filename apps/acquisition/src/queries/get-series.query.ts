import { GetSeries } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ReadingRepository } from '../persistence/reading.repository.js';

@Answers(GetSeries)
export class GetSeriesHandler implements RequestHandler<GetSeries> {
  constructor(private readonly readings: ReadingRepository) {}

  async execute({ request, tx }: Call<GetSeries>): Promise<Answer<GetSeries>> {
    if (Date.parse(request.to) <= Date.parse(request.from)) {
      throw Refusal.invalid([{ field: 'to', message: 'to must be after from' }]);
    }
    return { reply: await this.readings.series(request, tx) };
  }
}
