import { draft, PlanWorkOrder, TaskAdded, type EventDraft } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { OpenTasks } from '../../life-cycle/open-tasks.js';
import { TakeStep } from '../../life-cycle/take-step.js';
import { SafetyPlanRepository } from '../../persistence/tasks/safety-plan.repository.js';
import { TaskRepository } from '../../persistence/tasks/task.repository.js';
import type { WorkOrder } from '../../persistence/work-order.entity.js';

@Answers(PlanWorkOrder)
export class PlanWorkOrderHandler implements RequestHandler<PlanWorkOrder> {
  constructor(
    private readonly steps: TakeStep,
    private readonly safety: SafetyPlanRepository,
    private readonly tasks: TaskRepository,
    private readonly open: OpenTasks,
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
    if (await this.tasks.hasIsolation(order.id, tx)) return [];
    const events: EventDraft[] = [];
    for (const { point, method } of await this.safety.listPoints(order.equipmentId, tx)) {
      const step = { text: `${point}: ${method}`, phase: 'isolation' } as const;
      const of = { workOrderId: order.id, resultKind: 'pass_fail' } as const;
      const task = await this.tasks.add({ ...of, ...step }, tx);
      events.push(draft(TaskAdded, this.open.told(task, order, caller)));
    }
    return events;
  }
}
