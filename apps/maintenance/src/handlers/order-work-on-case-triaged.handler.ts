import {
  CaseTriaged,
  draft,
  WorkOrderPriorityRaised,
  type CloudEvent,
  type EventDraft,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { decideWork } from '../domain/decide-work.js';
import { OrderWork } from '../life-cycle/order-work.js';
import { workOrderEvent } from '../life-cycle/work-order-event.js';
import { WorkOrderRepository } from '../persistence/work-order.repository.js';

@Handles(CaseTriaged)
export class OrderWorkOnCaseTriaged implements EventHandler<CaseTriaged> {
  constructor(
    private readonly workOrders: WorkOrderRepository,
    private readonly board: OrderWork,
  ) {}

  async handle(triaged: CaseTriaged, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    const active = await this.workOrders.lockActiveForCase(triaged.caseId, tx);
    const decision = decideWork(triaged, active);
    switch (decision.kind) {
      case 'none':
        return [];
      case 'raise_priority': {
        const { order, priority } = decision;
        const raised = await this.workOrders.save(order, { priority }, tx);
        const why = { previousPriority: order.priority, reason: triaged.reason };
        return [draft(WorkOrderPriorityRaised, { ...workOrderEvent(raised), ...why })];
      }
      case 'order': {
        const { equipmentId, caseId } = triaged;
        const origin = { equipmentId, caseId, correlationId: about.correlationid };
        const { event } = await this.board.order({ ...decision.work, ...origin }, tx);
        return [event];
      }
    }
  }
}
