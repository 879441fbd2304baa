import { ResumeMaintenancePlan } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ChangePlan } from '../following/change-plan.js';

@Answers(ResumeMaintenancePlan)
export class ResumeMaintenancePlanHandler implements RequestHandler<ResumeMaintenancePlan> {
  constructor(private readonly plans: ChangePlan) {}

  execute(call: Call<ResumeMaintenancePlan>): Promise<Answer<ResumeMaintenancePlan>> {
    return this.plans.step(call, 'resume');
  }
}
