import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import { Refusal } from '@libs/messaging';
import { WorkOrderStepRepository } from '../persistence/work-order-step.repository.js';
import type { WorkOrder } from '../persistence/work-order.entity.js';
import { WorkOrderRepository } from '../persistence/work-order.repository.js';

interface Change {
  readonly action: string;
  readonly reason?: string;
  readonly by: { readonly actor: string; readonly name: string };
}

const REASON_LENGTH = 1000;

/** Changes what is known of a work order beside its state: one version, one row of its history. */
@Injectable()
export class ChangeOrder {
  constructor(
    private readonly workOrders: WorkOrderRepository,
    private readonly history: WorkOrderStepRepository,
  ) {}

  async lock(workOrderId: string, tx: Transaction): Promise<WorkOrder> {
    const order = await this.workOrders.lockFor(workOrderId, tx);
    if (!order) throw Refusal.notFound('work order', workOrderId);
    return order;
  }

  async change(order: WorkOrder, { reason, ...change }: Change, tx: Transaction) {
    const saved = await this.workOrders.save(order, tx);
    const why = reason?.slice(0, REASON_LENGTH) ?? null;
    await this.history.note(saved, { ...change, from: order.status, reason: why }, tx);
    return saved;
  }
}
