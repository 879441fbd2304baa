import { Injectable } from '@nestjs/common';
import type { Transaction } from '@libs/database';
import { Refusal } from '@libs/messaging';
import type { WorkOrder } from '../persistence/work-order.entity.js';
import { WorkOrderRepository } from '../persistence/work-order.repository.js';

/** Finds work orders that may still cost something. */
@Injectable()
export class OpenWork {
  constructor(private readonly workOrders: WorkOrderRepository) {}

  async lock(workOrderId: string, tx: Transaction): Promise<WorkOrder> {
    const order = await this.workOrders.lockFor(workOrderId, tx);
    if (!order) throw Refusal.notFound('work order', workOrderId);
    if (order.status === 'closed' || order.status === 'cancelled') {
      throw Refusal.conflict(`The work order is ${order.status}; its costs stay as they are.`);
    }
    return order;
  }
}
