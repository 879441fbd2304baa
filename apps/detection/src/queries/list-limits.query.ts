import { ListLimits } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { LimitRepository } from '../persistence/limit.repository.js';

@Answers(ListLimits)
export class ListLimitsHandler implements RequestHandler<ListLimits> {
  constructor(private readonly limits: LimitRepository) {}

  async execute({ request, tx }: Call<ListLimits>): Promise<Answer<ListLimits>> {
    return { reply: await this.limits.list(request, tx) };
  }
}
