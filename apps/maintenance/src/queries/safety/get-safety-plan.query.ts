import { GetSafetyPlan } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { EquipmentRepository } from '../../persistence/equipment.repository.js';
import { SafetyPlanRepository } from '../../persistence/tasks/safety-plan.repository.js';

@Answers(GetSafetyPlan)
export class GetSafetyPlanHandler implements RequestHandler<GetSafetyPlan> {
  constructor(
    private readonly equipment: EquipmentRepository,
    private readonly plans: SafetyPlanRepository,
  ) {}

  async execute({ request, tx }: Call<GetSafetyPlan>): Promise<Answer<GetSafetyPlan>> {
    const { equipmentId } = request;
    if (!(await this.equipment.isKnown(equipmentId, tx))) {
      throw Refusal.notFound('equipment', equipmentId);
    }
    return { reply: { equipmentId, points: await this.plans.listPoints(equipmentId, tx) } };
  }
}
