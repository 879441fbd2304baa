import { CountWorkOrders } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { WorkOrderRepository } from '../../persistence/work-order.repository.js';

@Answers(CountWorkOrders)
export class CountWorkOrdersHandler implements RequestHandler<CountWorkOrders> {
  constructor(private readonly workOrders: WorkOrderRepository) {}

  async execute({ tx }: Call<CountWorkOrders>): Promise<Answer<CountWorkOrders>> {
    return { reply: await this.workOrders.count(tx) };
  }
}
