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
import { WorkOrderStepRepository } from '../persistence/work-order-step.repository.js';
import { WorkOrderRepository } from '../persistence/work-order.repository.js';
import { WorkPolicyRepository } from '../persistence/work-policy.repository.js';

@Handles(CaseTriaged)
export class OrderWorkOnCaseTriaged implements EventHandler<CaseTriaged> {
  constructor(
    private readonly workOrders: WorkOrderRepository,
    private readonly steps: WorkOrderStepRepository,
    private readonly policies: WorkPolicyRepository,
    private readonly board: OrderWork,
  ) {}

  async handle(triaged: CaseTriaged, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    const active = await this.workOrders.lockActiveForCase(triaged.caseId, tx);
    const { autonomy } = await this.policies.get(tx);
    const decision = decideWork(triaged, active, autonomy);
    switch (decision.kind) {
      case 'none':
        return [];
      case 'raise_priority': {
        const { order, priority } = decision;
        const triageVerdict = triaged.verdict;
        const raised = await this.workOrders.save({ ...order, priority, triageVerdict }, tx);
        const by = { actor: 'agent:maintenance', name: 'maintenance' };
        const taken = { action: 'raise_priority', from: order.status, by, reason: triaged.reason };
        await this.steps.note(raised, taken, tx);
        const why = { previousPriority: order.priority, reason: triaged.reason };
        return [draft(WorkOrderPriorityRaised, { ...workOrderEvent(raised), ...why })];
      }
      case 'order': {
        const { equipmentId, caseId, verdict: triageVerdict } = triaged;
        const detectedAt = new Date(about.time);
        const correlationId = about.correlationid;
        const origin = { equipmentId, caseId, triageVerdict, detectedAt, correlationId };
        return (await this.board.order({ ...decision.work, ...origin }, tx)).events;
      }
    }
  }
}
