import { ListWorkOrderComments } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { CommentRepository } from '../../persistence/together/comment.repository.js';
import { WorkOrderRepository } from '../../persistence/work-order.repository.js';

@Answers(ListWorkOrderComments)
export class ListWorkOrderCommentsHandler implements RequestHandler<ListWorkOrderComments> {
  constructor(
    private readonly workOrders: WorkOrderRepository,
    private readonly comments: CommentRepository,
  ) {}

  async execute({
    request,
    tx,
  }: Call<ListWorkOrderComments>): Promise<Answer<ListWorkOrderComments>> {
    const { workOrderId } = request;
    if (!(await this.workOrders.find(workOrderId, tx))) {
      throw Refusal.notFound('work order', workOrderId);
    }
    return { reply: await this.comments.list(request, tx) };
  }
}
