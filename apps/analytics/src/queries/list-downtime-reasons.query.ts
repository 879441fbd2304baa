import { ListDowntimeReasons } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { DowntimeReasonRepository } from '../persistence/downtime-reason.repository.js';

@Answers(ListDowntimeReasons)
export class ListDowntimeReasonsHandler implements RequestHandler<ListDowntimeReasons> {
  constructor(private readonly reasons: DowntimeReasonRepository) {}

  async execute({ request, tx }: Call<ListDowntimeReasons>): Promise<Answer<ListDowntimeReasons>> {
    const all = await this.reasons.list(tx);
    return { reply: request.archived === 'true' ? all : all.filter((each) => !each.archived) };
  }
}
