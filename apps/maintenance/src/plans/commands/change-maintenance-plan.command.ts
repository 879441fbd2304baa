import { ChangeMaintenancePlan } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ChangePlan } from '../following/change-plan.js';

@Answers(ChangeMaintenancePlan)
export class ChangeMaintenancePlanHandler implements RequestHandler<ChangeMaintenancePlan> {
  constructor(private readonly plans: ChangePlan) {}

  execute(call: Call<ChangeMaintenancePlan>): Promise<Answer<ChangeMaintenancePlan>> {
    return this.plans.step(call, 'change', call.request.definition);
  }
}
