import { DraftMaintenancePlan } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ChangePlan } from '../following/change-plan.js';

@Answers(DraftMaintenancePlan)
export class DraftMaintenancePlanHandler implements RequestHandler<DraftMaintenancePlan> {
  constructor(private readonly plans: ChangePlan) {}

  execute(call: Call<DraftMaintenancePlan>): Promise<Answer<DraftMaintenancePlan>> {
    return this.plans.draft(call.request.definition, call.caller, call.tx);
  }
}
