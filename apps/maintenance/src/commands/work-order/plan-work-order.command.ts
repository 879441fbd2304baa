import { draft, PlanWorkOrder, TaskAdded, type EventDraft } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { isolationStep } from '../../domain/tasks/isolation-step.js';
import { TakeStep } from '../../life-cycle/take-step.js';
import { taskTold } from '../../life-cycle/task-told.js';
import { SafetyPlanRepository } from '../../persistence/tasks/safety-plan.repository.js';
import { TaskRepository } from '../../persistence/tasks/task.repository.js';
import type { WorkOrder } from '../../persistence/work-order.entity.js';

@Answers(PlanWorkOrder)
export class PlanWorkOrderHandler implements RequestHandler<PlanWorkOrder> {
  constructor(
    private readonly steps: TakeStep,
    private readonly safety: SafetyPlanRepository,
    private readonly tasks: TaskRepository,
  ) {}

  async execute(call: Call<PlanWorkOrder>): Promise<Answer<PlanWorkOrder>> {
    const { order, reply, events } = await this.steps.take(call, { action: 'plan' });
    return { reply, events: [...events, ...(await this.isolate(order, call))] };
  }

  /** The safety plan may have come after the order; steps that the order has are left alone. */
  private async isolate(
    order: WorkOrder,
    { caller, tx }: Call<PlanWorkOrder>,
  ): Promise<EventDraft[]> {
    if ((await this.tasks.count(order.id, 'isolation', tx)) > 0) return [];
    const points = await this.safety.listPoints(order.equipmentId, tx);
    const added = await this.tasks.add(order.id, points.map(isolationStep), null, tx);
    return added.map((task) => draft(TaskAdded, taskTold(task, order, caller)));
  }
}
