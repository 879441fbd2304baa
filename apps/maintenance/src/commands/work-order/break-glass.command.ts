import { BreakGlass, draft, WorkOrderGlassBroken } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { FindObstacles } from '../../life-cycle/find-obstacles.js';
import { TakeStep } from '../../life-cycle/take-step.js';
import { workOrderEvent } from '../../life-cycle/work-order-event.js';
import { WorkOrderRepository } from '../../persistence/work-order.repository.js';

@Answers(BreakGlass)
export class BreakGlassHandler implements RequestHandler<BreakGlass> {
  constructor(
    private readonly workOrders: WorkOrderRepository,
    private readonly obstacles: FindObstacles,
    private readonly steps: TakeStep,
  ) {}

  async execute(call: Call<BreakGlass>): Promise<Answer<BreakGlass>> {
    const { request, caller, tx } = call;
    const { workOrderId, reason } = request;
    const before = await this.workOrders.lockFor(workOrderId, tx);
    const missing = before ? await this.obstacles.ofSafety(before, caller, tx) : [];
    const { order, reply, events } = await this.steps.take(call, { action: 'start', reason });
    if (missing.length === 0) {
      throw Refusal.conflict('Nothing that keeps people safe is missing: it can be started.', [
        'start',
      ]);
    }
    const told = { ...workOrderEvent(order), startedBy: caller.name, reason, missing };
    return { reply, events: [...events, draft(WorkOrderGlassBroken, told)] };
  }
}
