import { Injectable } from '@nestjs/common';
import { draft, WorkOrderCreated, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { EscalationRepository } from '../escalations/persistence/escalation.repository.js';
import { SafetyPlanRepository } from '../persistence/tasks/safety-plan.repository.js';
import { WorkOrderStepRepository } from '../persistence/work-order-step.repository.js';
import type { NewWork, WorkOrder } from '../persistence/work-order.entity.js';
import { WorkOrderRepository } from '../persistence/work-order.repository.js';
import { workOrderEvent } from './work-order-event.js';

const THE_AGENT = { actor: 'agent:maintenance', name: 'maintenance' };

/** Puts work on the board, whoever asked for it. */
@Injectable()
export class OrderWork {
  constructor(
    private readonly workOrders: WorkOrderRepository,
    private readonly steps: WorkOrderStepRepository,
    private readonly safety: SafetyPlanRepository,
    private readonly escalations: EscalationRepository,
  ) {}

  async order(
    work: NewWork,
    tx: Transaction,
    by: { readonly actor: string; readonly name: string } = THE_AGENT,
  ): Promise<{ order: WorkOrder; event: EventDraft }> {
    const order = await this.workOrders.add(work, tx);
    await this.steps.note(order, { action: 'create', from: null, by }, tx);
    await this.safety.copyTo(order.id, order.equipmentId, tx);
    if (order.dueAt !== null) {
      const name = `${order.number} ${order.title}`;
      const overdue = { id: order.id, kind: 'work_order', overdueAt: order.dueAt, name } as const;
      await this.escalations.arm(overdue, order.correlationId, tx);
    }
    const { kind, description, status } = order;
    const origin = {
      ...(order.planId !== null && { planId: order.planId }),
      ...(order.occurrenceId !== null && { occurrenceId: order.occurrenceId }),
      ...(order.inspectionId !== null && { inspectionId: order.inspectionId }),
      ...(order.workRequestId !== null && { workRequestId: order.workRequestId }),
    };
    const told = { ...workOrderEvent(order), kind, description, status, ...origin };
    return { order, event: draft(WorkOrderCreated, told) };
  }
}
