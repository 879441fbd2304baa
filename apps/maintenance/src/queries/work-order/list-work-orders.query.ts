import { ListWorkOrders } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { WorkOrderRepository } from '../../persistence/work-order.repository.js';

@Answers(ListWorkOrders)
export class ListWorkOrdersHandler implements RequestHandler<ListWorkOrders> {
  constructor(private readonly workOrders: WorkOrderRepository) {}

  async execute({ request, tx }: Call<ListWorkOrders>): Promise<Answer<ListWorkOrders>> {
    return { reply: await this.workOrders.list(request, tx) };
  }
}
