import { ListWorkOrderRelations } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { RelationRepository } from '../../persistence/together/relation.repository.js';
import { WorkOrderRepository } from '../../persistence/work-order.repository.js';

@Answers(ListWorkOrderRelations)
export class ListWorkOrderRelationsHandler implements RequestHandler<ListWorkOrderRelations> {
  constructor(
    private readonly workOrders: WorkOrderRepository,
    private readonly relations: RelationRepository,
  ) {}

  async execute({
    request,
    tx,
  }: Call<ListWorkOrderRelations>): Promise<Answer<ListWorkOrderRelations>> {
    const { workOrderId } = request;
    if (!(await this.workOrders.find(workOrderId, tx))) {
      throw Refusal.notFound('work order', workOrderId);
    }
    return { reply: await this.relations.list(request, tx) };
  }
}
