import {
  draft,
  RelateWorkOrder,
  UnrelateWorkOrder,
  WorkOrderRelated,
  WorkOrderUnrelated,
} from '@libs/contracts';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { keptRelation } from '../../domain/relations/relation-words.js';
import { RelateOrders } from '../../life-cycle/relate-orders.js';
import { RelationRepository } from '../../persistence/together/relation.repository.js';

@Answers(RelateWorkOrder)
export class RelateWorkOrderHandler implements RequestHandler<RelateWorkOrder> {
  constructor(
    private readonly orders: RelateOrders,
    private readonly relations: RelationRepository,
  ) {}

  async execute({ request, caller, tx }: Call<RelateWorkOrder>): Promise<Answer<RelateWorkOrder>> {
    const { workOrderId, kind, otherId } = request;
    const relation = keptRelation(workOrderId, kind, otherId);
    await this.relations.lockKind(relation, tx);
    const both = await this.orders.lock(request, tx);
    if (await this.relations.closesCircle(relation, tx)) {
      throw Refusal.conflict('The relation would lead from a work order back to itself.');
    }
    if (!(await this.relations.add(relation, caller.name, tx))) {
      throw Refusal.conflict(
        'They are related so already, or one of them is so to another: ' +
          'a work order has one parent, and duplicates one.',
      );
    }
    const told = await this.orders.note(both, { action: 'relate', kind, by: caller }, tx);
    const reply = await this.orders.seen(request, tx);
    return { reply, events: [draft(WorkOrderRelated, told)] };
  }
}

@Answers(UnrelateWorkOrder)
export class UnrelateWorkOrderHandler implements RequestHandler<UnrelateWorkOrder> {
  constructor(
    private readonly orders: RelateOrders,
    private readonly relations: RelationRepository,
  ) {}

  async execute({
    request,
    caller,
    tx,
  }: Call<UnrelateWorkOrder>): Promise<Answer<UnrelateWorkOrder>> {
    const { workOrderId, kind, otherId } = request;
    const both = await this.orders.lock(request, tx);
    const reply = await this.orders.seen(request, tx);
    await this.relations.remove(keptRelation(workOrderId, kind, otherId), tx);
    const told = await this.orders.note(both, { action: 'unrelate', kind, by: caller }, tx);
    return { reply, events: [draft(WorkOrderUnrelated, told)] };
  }
}
