import { ClaimWorkOrder, draft, WorkOrderAssigned } from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { stepWorkOrder } from '../domain/work-order-life.js';
import { workOrderEvent } from '../life-cycle/work-order-event.js';
import { workOrderView } from '../persistence/work-order-view.js';
import { WorkOrderRepository } from '../persistence/work-order.repository.js';

@Answers(ClaimWorkOrder)
export class ClaimWorkOrderHandler implements RequestHandler<ClaimWorkOrder> {
  constructor(private readonly workOrders: WorkOrderRepository) {}

  async execute({ request, caller, tx }: Call<ClaimWorkOrder>): Promise<Answer<ClaimWorkOrder>> {
    const { workOrderId, expectedVersion } = request;
    const claimant = { assignee: caller.name, actor: caller.actor, version: expectedVersion };
    const won = await this.workOrders.claim(workOrderId, claimant, tx);
    const order = await this.workOrders.find(workOrderId, tx);
    if (!order) throw Refusal.notFound('work order', workOrderId);
    if (!won) {
      if (expectedVersion !== undefined && expectedVersion !== order.version) {
        throw Refusal.stale('work order', order.version);
      }
      const step = stepWorkOrder(order, 'claim', caller);
      const allowed = step.kind === 'refused' ? step.allowed : [];
      const by = order.assignee === null ? '' : ` It is ${order.assignee}'s.`;
      throw Refusal.conflict(`The work order is not on the board any more.${by}`, allowed);
    }
    const event = { ...workOrderEvent(order), assignee: caller.name };
    return { reply: workOrderView(order), events: [draft(WorkOrderAssigned, event)] };
  }
}
