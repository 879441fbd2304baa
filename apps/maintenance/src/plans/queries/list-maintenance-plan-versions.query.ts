import { ListMaintenancePlanVersions } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { PlanVersionRepository } from '../persistence/plan-version.repository.js';
import { PlanRepository } from '../persistence/plan.repository.js';

@Answers(ListMaintenancePlanVersions)
export class ListMaintenancePlanVersionsHandler implements RequestHandler<ListMaintenancePlanVersions> {
  constructor(
    private readonly plans: PlanRepository,
    private readonly versions: PlanVersionRepository,
  ) {}

  async execute({
    request,
    tx,
  }: Call<ListMaintenancePlanVersions>): Promise<Answer<ListMaintenancePlanVersions>> {
    const { planId } = request;
    if (!(await this.plans.find(planId, tx))) throw Refusal.notFound('maintenance plan', planId);
    return { reply: await this.versions.list(request, tx) };
  }
}
