import { ReadHistory } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { HistoryRepository } from '../persistence/history.repository.js';

@Answers(ReadHistory)
export class ReadHistoryHandler implements RequestHandler<ReadHistory> {
  constructor(private readonly history: HistoryRepository) {}

  async execute({ request, tx }: Call<ReadHistory>): Promise<Answer<ReadHistory>> {
    return { reply: await this.history.read(request, tx) };
  }
}
