import { ListWorkOrderHistory } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { WorkOrderStepRepository } from '../../persistence/work-order-step.repository.js';
import { WorkOrderRepository } from '../../persistence/work-order.repository.js';

@Answers(ListWorkOrderHistory)
export class ListWorkOrderHistoryHandler implements RequestHandler<ListWorkOrderHistory> {
  constructor(
    private readonly workOrders: WorkOrderRepository,
    private readonly steps: WorkOrderStepRepository,
  ) {}

  async execute({
    request,
    tx,
  }: Call<ListWorkOrderHistory>): Promise<Answer<ListWorkOrderHistory>> {
    const { workOrderId } = request;
    if (!(await this.workOrders.find(workOrderId, tx))) {
      throw Refusal.notFound('work order', workOrderId);
    }
    return { reply: await this.steps.list(request, tx) };
  }
}
