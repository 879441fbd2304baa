import { draft, StartWorkOrder, WorkOrderStarted } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { TakeStep } from '../life-cycle/take-step.js';
import { workOrderEvent } from '../life-cycle/work-order-event.js';
import { workOrderView } from '../persistence/work-order-view.js';

@Answers(StartWorkOrder)
export class StartWorkOrderHandler implements RequestHandler<StartWorkOrder> {
  constructor(private readonly steps: TakeStep) {}

  async execute(call: Call<StartWorkOrder>): Promise<Answer<StartWorkOrder>> {
    const order = await this.steps.take(call, 'start', { startedAt: new Date() });
    const event = { ...workOrderEvent(order), assignee: order.assignee ?? call.caller.name };
    return { reply: workOrderView(order), events: [draft(WorkOrderStarted, event)] };
  }
}
