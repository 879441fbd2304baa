import { GetMaintenancePlanVersion } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { PlanVersionRepository } from '../persistence/plan-version.repository.js';

@Answers(GetMaintenancePlanVersion)
export class GetMaintenancePlanVersionHandler implements RequestHandler<GetMaintenancePlanVersion> {
  constructor(private readonly versions: PlanVersionRepository) {}

  async execute({
    request,
    tx,
  }: Call<GetMaintenancePlanVersion>): Promise<Answer<GetMaintenancePlanVersion>> {
    const { planId, version } = request;
    const found = await this.versions.find(planId, version, tx);
    if (!found) {
      throw Refusal.notFound(`version ${version} of the maintenance plan`, planId);
    }
    return { reply: found };
  }
}
