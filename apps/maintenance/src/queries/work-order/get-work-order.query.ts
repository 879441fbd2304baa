import { GetWorkOrder } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { workOrderView } from '../../persistence/work-order-view.js';
import { WorkOrderRepository } from '../../persistence/work-order.repository.js';

@Answers(GetWorkOrder)
export class GetWorkOrderHandler implements RequestHandler<GetWorkOrder> {
  constructor(private readonly workOrders: WorkOrderRepository) {}

  async execute({ request, tx }: Call<GetWorkOrder>): Promise<Answer<GetWorkOrder>> {
    const found = await this.workOrders.find(request.workOrderId, tx);
    if (!found) throw Refusal.notFound('work order', request.workOrderId);
    return { reply: workOrderView(found) };
  }
}
