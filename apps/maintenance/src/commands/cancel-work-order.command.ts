import { CancelWorkOrder, draft, WorkOrderCancelled } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { TakeStep } from '../life-cycle/take-step.js';
import { workOrderEvent } from '../life-cycle/work-order-event.js';
import { workOrderView } from '../persistence/work-order-view.js';

@Answers(CancelWorkOrder)
export class CancelWorkOrderHandler implements RequestHandler<CancelWorkOrder> {
  constructor(private readonly steps: TakeStep) {}

  async execute(call: Call<CancelWorkOrder>): Promise<Answer<CancelWorkOrder>> {
    const { reason } = call.request;
    const order = await this.steps.take(call, 'cancel', { cancelReason: reason });
    const event = { ...workOrderEvent(order), reason };
    return { reply: workOrderView(order), events: [draft(WorkOrderCancelled, event)] };
  }
}
