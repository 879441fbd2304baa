import { CloseWorkOrder, draft, WorkOrderClosed } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { TakeStep } from '../life-cycle/take-step.js';
import { workOrderEvent } from '../life-cycle/work-order-event.js';
import { workOrderView } from '../persistence/work-order-view.js';

@Answers(CloseWorkOrder)
export class CloseWorkOrderHandler implements RequestHandler<CloseWorkOrder> {
  constructor(private readonly steps: TakeStep) {}

  async execute(call: Call<CloseWorkOrder>): Promise<Answer<CloseWorkOrder>> {
    const order = await this.steps.take(call, 'close', { closedAt: new Date() });
    const event = { ...workOrderEvent(order), closedBy: call.caller.name };
    return { reply: workOrderView(order), events: [draft(WorkOrderClosed, event)] };
  }
}
