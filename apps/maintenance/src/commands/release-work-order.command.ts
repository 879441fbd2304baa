import { draft, ReleaseWorkOrder, WorkOrderReleased } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { TakeStep } from '../life-cycle/take-step.js';
import { workOrderEvent } from '../life-cycle/work-order-event.js';
import { workOrderView } from '../persistence/work-order-view.js';

@Answers(ReleaseWorkOrder)
export class ReleaseWorkOrderHandler implements RequestHandler<ReleaseWorkOrder> {
  constructor(private readonly steps: TakeStep) {}

  async execute(call: Call<ReleaseWorkOrder>): Promise<Answer<ReleaseWorkOrder>> {
    const free = { assignee: null, assigneeActor: null, assignedAt: null };
    const order = await this.steps.take(call, 'release', free);
    const event = { ...workOrderEvent(order), releasedBy: call.caller.name };
    return { reply: workOrderView(order), events: [draft(WorkOrderReleased, event)] };
  }
}
