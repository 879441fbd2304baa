import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import { Refusal, type Caller } from '@libs/messaging';
import { stepWorkOrder, type WorkOrderAction } from '../domain/work-order-life.js';
import type { WorkOrder } from '../persistence/work-order.entity.js';
import { WorkOrderRepository } from '../persistence/work-order.repository.js';

interface StepCall {
  readonly request: { readonly workOrderId: string; readonly expectedVersion?: number };
  readonly caller: Caller;
  readonly tx: Transaction;
}

/** Takes one step of a work order's life, or refuses it with the reason. */
@Injectable()
export class TakeStep {
  constructor(private readonly workOrders: WorkOrderRepository) {}

  async take(
    { request, caller, tx }: StepCall,
    action: WorkOrderAction,
    changes: Partial<WorkOrder> = {},
  ): Promise<WorkOrder> {
    const order = await this.workOrders.lockFor(request.workOrderId, tx);
    if (!order) throw Refusal.notFound('work order', request.workOrderId);
    if (request.expectedVersion !== undefined && request.expectedVersion !== order.version) {
      throw Refusal.stale('work order', order.version);
    }
    const step = stepWorkOrder(order, action, caller);
    switch (step.kind) {
      case 'refused':
        throw Refusal.conflict(step.reason, step.allowed);
      case 'forbidden':
        throw new Refusal({ status: 403, title: 'Forbidden', detail: step.reason });
      case 'moved':
        return this.workOrders.save(order, { ...changes, status: step.status }, tx);
    }
  }
}
