import { GetReading } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ReadingRepository } from '../persistence/reading.repository.js';

@Answers(GetReading)
export class GetReadingHandler implements RequestHandler<GetReading> {
  constructor(private readonly readings: ReadingRepository) {}

  async execute({ request, tx }: Call<GetReading>): Promise<Answer<GetReading>> {
    const found = await this.readings.find(request, tx);
    if (!found) throw Refusal.notFound('reading at', request.measuredAt);
    return { reply: found };
  }
}
