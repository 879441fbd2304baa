import { RetireMaintenancePlan } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ChangePlan } from '../following/change-plan.js';

@Answers(RetireMaintenancePlan)
export class RetireMaintenancePlanHandler implements RequestHandler<RetireMaintenancePlan> {
  constructor(private readonly plans: ChangePlan) {}

  execute(call: Call<RetireMaintenancePlan>): Promise<Answer<RetireMaintenancePlan>> {
    return this.plans.step(call, 'retire');
  }
}
