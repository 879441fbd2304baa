import { Injectable } from '@nestjs/common';
import type { RelationKind, WorkOrderRelationView } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Refusal, type Caller } from '@libs/messaging';
import { RelationRepository } from '../persistence/together/relation.repository.js';
import type { WorkOrder } from '../persistence/work-order.entity.js';
import { ChangeOrder } from './change-order.js';
import { workOrderEvent } from './work-order-event.js';

interface Related {
  readonly workOrderId: string;
  readonly kind: RelationKind;
  readonly otherId: string;
}
interface Both {
  readonly order: WorkOrder;
  readonly other: WorkOrder;
}

/** Takes two work orders in hand, and notes at both what one became to the other. */
@Injectable()
export class RelateOrders {
  constructor(
    private readonly orders: ChangeOrder,
    private readonly relations: RelationRepository,
  ) {}

  /** Locks in the order of their ids, so that two who relate the same pair do not wait for ever. */
  async lock({ workOrderId, otherId }: Related, tx: Transaction): Promise<Both> {
    if (workOrderId === otherId) {
      const message = 'otherId must name another work order';
      throw Refusal.invalid([{ field: 'otherId', message }]);
    }
    const locked = new Map<string, WorkOrder>();
    for (const id of [workOrderId, otherId].sort()) locked.set(id, await this.orders.lock(id, tx));
    const [order, other] = [locked.get(workOrderId), locked.get(otherId)];
    if (!order || !other) throw new Error('A locked work order is missing.');
    return { order, other };
  }

  async note(
    { order, other }: Both,
    { action, kind, by }: { action: string; kind: RelationKind; by: Caller },
    tx: Transaction,
  ) {
    await this.orders.change(order, { action, reason: `${kind} ${other.number}`, by }, tx);
    await this.orders.change(other, { action, reason: `${order.number} ${kind} it`, by }, tx);
    const said = { kind, otherId: other.id, otherNumber: other.number, by: by.name };
    return { ...workOrderEvent(order), ...said };
  }

  async seen(
    { workOrderId, kind, otherId }: Related,
    tx: Transaction,
  ): Promise<WorkOrderRelationView> {
    const seen = await this.relations.find(workOrderId, kind, otherId, tx);
    if (!seen) throw Refusal.notFound('relation to the work order', otherId);
    return seen;
  }
}
