import { CommentOnWorkOrder, draft, WorkOrderCommented } from '@libs/contracts';
import { Answers, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { ChangeOrder } from '../../life-cycle/change-order.js';
import { workOrderEvent } from '../../life-cycle/work-order-event.js';
import { CommentRepository } from '../../persistence/together/comment.repository.js';

@Answers(CommentOnWorkOrder)
export class CommentOnWorkOrderHandler implements RequestHandler<CommentOnWorkOrder> {
  constructor(
    private readonly orders: ChangeOrder,
    private readonly comments: CommentRepository,
  ) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<CommentOnWorkOrder>): Promise<Answer<CommentOnWorkOrder>> {
    const order = await this.orders.lock(request.workOrderId, tx);
    const reply = await this.comments.add(request, caller, tx);
    await this.orders.change(order, { action: 'comment', reason: reply.text, by: caller }, tx);
    const said = { commentId: reply.id, comment: reply.text, commentedBy: caller.name };
    return { reply, events: [draft(WorkOrderCommented, { ...workOrderEvent(order), ...said })] };
  }
}
