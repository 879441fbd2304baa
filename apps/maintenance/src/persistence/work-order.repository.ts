import { Injectable } from '@nestjs/common';
import { pageWindow, type ListWorkOrders, type Page, type WorkOrderView } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { In, IsNull, Not } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { workOrderView } from './work-order-view.js';
import { WorkOrderEntity, type NewWork, type WorkOrder } from './work-order.entity.js';

const ENDED = ['closed', 'cancelled'] as const;

/** Another transaction ordered work for the same case at the same moment. */
export class OrderedMeanwhile extends Error {
  override readonly name = 'OrderedMeanwhile';

  constructor(caseId: string | null) {
    super(`Work was ordered meanwhile for case ${caseId ?? '-'}.`);
  }
}

@Injectable()
export class WorkOrderRepository {
  async add(work: NewWork, tx: Transaction): Promise<WorkOrder> {
    const order: WorkOrder = {
      ...work,
      id: uuidv7(),
      number: await nextNumber(tx),
      status: 'approved',
      assignee: null,
      assigneeActor: null,
      remedy: null,
      cancelReason: null,
      version: 1,
      createdAt: new Date(),
      assignedAt: null,
      startedAt: null,
      completedAt: null,
      closedAt: null,
    };
    const added = await tx.manager
      .createQueryBuilder()
      .insert()
      .into(WorkOrderEntity)
      .values({ ...order, tenantId: tx.tenantId })
      .orIgnore()
      .returning('id')
      .execute();
    // Undoes the transaction; tried again, the case's active order is found.
    if ((added.raw as object[]).length === 0) throw new OrderedMeanwhile(work.caseId);
    return order;
  }

  find(id: string, tx: Transaction): Promise<WorkOrder | null> {
    return tx.manager.findOneBy(WorkOrderEntity, { tenantId: tx.tenantId, id });
  }

  lockFor(id: string, tx: Transaction): Promise<WorkOrder | null> {
    return tx.manager.findOne(WorkOrderEntity, {
      where: { tenantId: tx.tenantId, id },
      lock: { mode: 'pessimistic_write' },
    });
  }

  lockActiveForCase(caseId: string, tx: Transaction): Promise<WorkOrder | null> {
    return tx.manager.findOne(WorkOrderEntity, {
      where: { tenantId: tx.tenantId, caseId, status: Not(In([...ENDED])) },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Saves changes to a locked work order as its next version. */
  async save(order: WorkOrder, changes: Partial<WorkOrder>, tx: Transaction): Promise<WorkOrder> {
    const next = { ...changes, version: order.version + 1 };
    await tx.manager.update(WorkOrderEntity, { tenantId: tx.tenantId, id: order.id }, next);
    return { ...order, ...next };
  }

  /** Gives it to one person in one statement; false when it is not free (any more). */
  async claim(
    id: string,
    { assignee, actor, version }: { assignee: string; actor: string; version: number | undefined },
    tx: Transaction,
  ): Promise<boolean> {
    const free = { tenantId: tx.tenantId, id, status: 'approved', assignee: IsNull() } as const;
    const { affected } = await tx.manager.update(
      WorkOrderEntity,
      { ...free, ...(version !== undefined && { version }) },
      {
        status: 'assigned',
        assignee,
        assigneeActor: actor,
        assignedAt: new Date(),
        version: () => 'version + 1',
      },
    );
    return affected === 1;
  }

  async count(tx: Transaction): Promise<{ workOrders: number; activeWorkOrders: number }> {
    const of = { tenantId: tx.tenantId };
    const active = { ...of, status: Not(In([...ENDED])) };
    return {
      workOrders: await tx.manager.countBy(WorkOrderEntity, of),
      activeWorkOrders: await tx.manager.countBy(WorkOrderEntity, active),
    };
  }

  async list(request: ListWorkOrders, tx: Transaction): Promise<Page<WorkOrderView>> {
    const { limit, offset } = pageWindow(request);
    const { equipmentId, caseId, status, assignee } = request;
    const [rows, totalCount] = await tx.manager.findAndCount(WorkOrderEntity, {
      where: {
        tenantId: tx.tenantId,
        ...(equipmentId && { equipmentId }),
        ...(caseId && { caseId }),
        ...(status && { status }),
        ...(assignee && { assignee }),
      },
      order: { createdAt: 'DESC', id: 'ASC' },
      take: limit,
      skip: offset,
    });
    return { items: rows.map(workOrderView), totalCount };
  }
}

/** The row lock makes numbers unique and, as a failed transaction gives its own back, gap-free. */
async function nextNumber(tx: Transaction): Promise<string> {
  const [counter] = await tx.query<{ last_number: number }>(
    `INSERT INTO work_order_counter AS c (tenant_id, last_number) VALUES ($1, 1)
     ON CONFLICT ON CONSTRAINT work_order_counter_pkey
       DO UPDATE SET last_number = c.last_number + 1
     RETURNING last_number`,
    [tx.tenantId],
  );
  if (!counter) throw new Error('The counter gave no number.');
  return `WO-${String(counter.last_number).padStart(6, '0')}`;
}
