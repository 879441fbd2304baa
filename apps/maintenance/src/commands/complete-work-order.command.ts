import { CompleteWorkOrder, draft, WorkOrderCompleted } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { TakeStep } from '../life-cycle/take-step.js';
import { workOrderEvent } from '../life-cycle/work-order-event.js';
import { workOrderView } from '../persistence/work-order-view.js';

@Answers(CompleteWorkOrder)
export class CompleteWorkOrderHandler implements RequestHandler<CompleteWorkOrder> {
  constructor(private readonly steps: TakeStep) {}

  async execute(call: Call<CompleteWorkOrder>): Promise<Answer<CompleteWorkOrder>> {
    const { remedy } = call.request;
    const order = await this.steps.take(call, 'complete', { remedy, completedAt: new Date() });
    const event = { ...workOrderEvent(order), completedBy: call.caller.name, remedy };
    return { reply: workOrderView(order), events: [draft(WorkOrderCompleted, event)] };
  }
}
