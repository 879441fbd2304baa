import { GetMaintenancePlan } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { PlanRepository, planView } from '../persistence/plan.repository.js';

@Answers(GetMaintenancePlan)
export class GetMaintenancePlanHandler implements RequestHandler<GetMaintenancePlan> {
  constructor(private readonly plans: PlanRepository) {}

  async execute({ request, tx }: Call<GetMaintenancePlan>): Promise<Answer<GetMaintenancePlan>> {
    const plan = await this.plans.find(request.planId, tx);
    if (!plan) throw Refusal.notFound('maintenance plan', request.planId);
    return { reply: planView(plan) };
  }
}
