import { RemoveLimit } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { LimitRepository } from '../persistence/limit.repository.js';

@Answers(RemoveLimit)
export class RemoveLimitHandler implements RequestHandler<RemoveLimit> {
  constructor(private readonly limits: LimitRepository) {}

  async execute({ request, tx }: Call<RemoveLimit>): Promise<Answer<RemoveLimit>> {
    const { limitId: id } = request;
    if (!(await this.limits.remove(id, tx))) throw Refusal.notFound('limit', id);
    return { reply: { id } };
  }
}
