import { ListReadings } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ReadingRepository } from '../persistence/reading.repository.js';

@Answers(ListReadings)
export class ListReadingsHandler implements RequestHandler<ListReadings> {
  constructor(private readonly readings: ReadingRepository) {}

  async execute({ request, tx }: Call<ListReadings>): Promise<Answer<ListReadings>> {
    const { from, to } = request;
    if (from !== undefined && to !== undefined && Date.parse(to) <= Date.parse(from)) {
      throw Refusal.invalid([{ field: 'to', message: 'to must be after from' }]);
    }
    return { reply: await this.readings.list(request, tx) };
  }
}
