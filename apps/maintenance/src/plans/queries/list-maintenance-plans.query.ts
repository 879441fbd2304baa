import { ListMaintenancePlans } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { PlanRepository } from '../persistence/plan.repository.js';

@Answers(ListMaintenancePlans)
export class ListMaintenancePlansHandler implements RequestHandler<ListMaintenancePlans> {
  constructor(private readonly rows: PlanRepository) {}

  async execute({
    request,
    tx,
  }: Call<ListMaintenancePlans>): Promise<Answer<ListMaintenancePlans>> {
    return { reply: await this.rows.list(request, tx) };
  }
}
