import { ActivateMaintenancePlan } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ChangePlan } from '../following/change-plan.js';

@Answers(ActivateMaintenancePlan)
export class ActivateMaintenancePlanHandler implements RequestHandler<ActivateMaintenancePlan> {
  constructor(private readonly plans: ChangePlan) {}

  execute(call: Call<ActivateMaintenancePlan>): Promise<Answer<ActivateMaintenancePlan>> {
    return this.plans.step(call, 'activate');
  }
}
