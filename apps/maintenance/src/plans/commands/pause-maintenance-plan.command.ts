import { PauseMaintenancePlan } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ChangePlan } from '../following/change-plan.js';

@Answers(PauseMaintenancePlan)
export class PauseMaintenancePlanHandler implements RequestHandler<PauseMaintenancePlan> {
  constructor(private readonly plans: ChangePlan) {}

  execute(call: Call<PauseMaintenancePlan>): Promise<Answer<PauseMaintenancePlan>> {
    return this.plans.step(call, 'pause');
  }
}
