import { Injectable } from '@nestjs/common';
import { draft, WorkOrderCreated, type EventDraft, type TaskDefinition } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { EscalationRepository } from '../escalations/persistence/escalation.repository.js';
import { WorkOrderStepRepository } from '../persistence/work-order-step.repository.js';
import type { NewWork, WorkOrder } from '../persistence/work-order.entity.js';
import { WorkOrderRepository } from '../persistence/work-order.repository.js';
import { PrepareWork } from './prepare-work.js';
import { workOrderEvent } from './work-order-event.js';

const THE_AGENT = { actor: 'agent:maintenance', name: 'maintenance' };

/** Puts work on the board, whoever asked for it. */
@Injectable()
export class OrderWork {
  constructor(
    private readonly workOrders: WorkOrderRepository,
    private readonly steps: WorkOrderStepRepository,
    private readonly preparing: PrepareWork,
    private readonly escalations: EscalationRepository,
  ) {}

  async order(
    { tasks = [], ...work }: NewWork & { readonly tasks?: readonly TaskDefinition[] },
    tx: Transaction,
    by: { readonly actor: string; readonly name: string } = THE_AGENT,
  ): Promise<{ order: WorkOrder; events: EventDraft[] }> {
    const order = await this.workOrders.add(work, tx);
    await this.steps.note(order, { action: 'create', from: null, by }, tx);
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
    const prepared = await this.preparing.prepare(order, tasks, by, tx);
    return { order, events: [draft(WorkOrderCreated, told), ...prepared] };
  }
}
