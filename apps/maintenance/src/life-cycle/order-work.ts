import { Injectable } from '@nestjs/common';
import { draft, WorkOrderCreated, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { NewWork, WorkOrder } from '../persistence/work-order.entity.js';
import { WorkOrderRepository } from '../persistence/work-order.repository.js';
import { workOrderEvent } from './work-order-event.js';

/** Puts work on the board, whoever asked for it. */
@Injectable()
export class OrderWork {
  constructor(private readonly workOrders: WorkOrderRepository) {}

  async order(work: NewWork, tx: Transaction): Promise<{ order: WorkOrder; event: EventDraft }> {
    const order = await this.workOrders.add(work, tx);
    const { kind, description } = order;
    return {
      order,
      event: draft(WorkOrderCreated, { ...workOrderEvent(order), kind, description }),
    };
  }
}
