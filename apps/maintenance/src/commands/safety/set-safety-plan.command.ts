import { draft, SafetyPlanSet, SetSafetyPlan } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { KnowEquipment } from '../../life-cycle/know-equipment.js';
import { RenewIsolation } from '../../life-cycle/renew-isolation.js';
import { SafetyPlanRepository } from '../../persistence/tasks/safety-plan.repository.js';

@Answers(SetSafetyPlan)
export class SetSafetyPlanHandler implements RequestHandler<SetSafetyPlan> {
  constructor(
    private readonly equipment: KnowEquipment,
    private readonly plans: SafetyPlanRepository,
    private readonly isolation: RenewIsolation,
  ) {}

  async execute({ request, caller, tx }: Call<SetSafetyPlan>): Promise<Answer<SetSafetyPlan>> {
    const { equipmentId, points } = request;
    await this.equipment.know(equipmentId, caller, tx);
    const former = await this.plans.set(equipmentId, points, tx);
    const changes = { former, current: points };
    const events = await this.isolation.renew(equipmentId, changes, caller, tx);
    const told = { equipmentId, points, by: caller.name };
    return { reply: { equipmentId, points }, events: [draft(SafetyPlanSet, told), ...events] };
  }
}
