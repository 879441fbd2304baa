import { draft, RequiredSkillsSet, SetRequiredSkills } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { OpenTasks } from '../../life-cycle/open-tasks.js';
import { WorkOrderStepRepository } from '../../persistence/work-order-step.repository.js';
import { workOrderView } from '../../persistence/work-order-view.js';
import { WorkOrderRepository } from '../../persistence/work-order.repository.js';

@Answers(SetRequiredSkills)
export class SetRequiredSkillsHandler implements RequestHandler<SetRequiredSkills> {
  constructor(
    private readonly open: OpenTasks,
    private readonly workOrders: WorkOrderRepository,
    private readonly steps: WorkOrderStepRepository,
  ) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<SetRequiredSkills>): Promise<Answer<SetRequiredSkills>> {
    const { workOrderId, skills } = request;
    const order = await this.open.toChange(workOrderId, tx);
    const saved = await this.workOrders.save({ ...order, requiredSkills: skills }, tx);
    const reason = skills.join(', ').slice(0, 1000) || null;
    const taken = { action: 'set_skills', from: order.status, by: caller, reason };
    await this.steps.note(saved, taken, tx);
    const told = { workOrderId, equipmentId: order.equipmentId, skills, by: caller.name };
    return { reply: workOrderView(saved), events: [draft(RequiredSkillsSet, told)] };
  }
}
