import { ListAdjustments } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { AdjustmentRepository } from '../persistence/adjustment.repository.js';

@Answers(ListAdjustments)
export class ListAdjustmentsHandler implements RequestHandler<ListAdjustments> {
  constructor(private readonly adjustments: AdjustmentRepository) {}

  async execute({ request, tx }: Call<ListAdjustments>): Promise<Answer<ListAdjustments>> {
    return { reply: await this.adjustments.list(request, tx) };
  }
}
