import { Injectable } from '@nestjs/common';
import type { ListWorkOrders, Page, Stretch, WorkOrderView } from '@libs/contracts';
import {
  entitiesInOrder,
  listRows,
  Parameters,
  type SortOrder,
  type Transaction,
} from '@libs/database';
import { In, Not } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { workOrderView } from './work-order-view.js';
import { WorkOrderEntity, type NewWork, type WorkOrder } from './work-order.entity.js';

const NOTHING_YET = {
  ...{ assignee: null, assigneeActor: null, remedy: null, cancelReason: null, version: 1 },
  ...{ assignedAt: null, startedAt: null, completedAt: null, closedAt: null, detectedAt: null },
  ...{ acknowledgedAt: null, plannedStartAt: null, plannedEndAt: null, dueAt: null, heldAt: null },
  ...{ restoredAt: null, reopenableUntil: null, crew: null, completedByActor: null },
  ...{ estimatedCost: null, triageVerdict: null, planId: null, occurrenceId: null },
  ...{ inspectionId: null, workRequestId: null, feedback: null, feedbackComment: null },
  ...{ signedAt: null, signatureAsked: false },
} as const;

const NEWEST_FIRST: SortOrder = {
  name: 'newest',
  keys: [
    { sql: 'created_at', kind: 'instant', descending: true },
    { sql: 'id', kind: 'uuid' },
  ],
};
const ENDED = ['closed', 'cancelled'] as const;
const UNBEGUN = [
  ...(['draft', 'awaiting_approval', 'approved', 'planned', 'scheduled', 'assigned'] as const),
];

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
    const now = new Date();
    const { status = 'approved' } = work;
    const order: WorkOrder = {
      ...NOTHING_YET,
      requiredSkills: [],
      ...work,
      id: uuidv7(),
      number: await nextNumber(tx),
      status,
      createdAt: now,
      reportedAt: work.reportedAt ?? now,
      approvedAt: status === 'approved' ? now : null,
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

  /** Fails when somebody else has it: who also waits for what is locked here would wait for ever. */
  lockNow(id: string, tx: Transaction): Promise<WorkOrder | null> {
    return tx.manager.findOne(WorkOrderEntity, {
      where: { tenantId: tx.tenantId, id },
      lock: { mode: 'pessimistic_write', onLocked: 'nowait' },
    });
  }

  async lockActiveForCase(caseId: string, tx: Transaction): Promise<WorkOrder | null> {
    await lockCase(caseId, tx);
    return tx.manager.findOne(WorkOrderEntity, {
      where: { tenantId: tx.tenantId, caseId, status: Not(In([...ENDED])) },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** What is ordered on equipment and has not begun; it does not begin meanwhile. */
  lockUnbegun(equipmentId: string, tx: Transaction): Promise<WorkOrder[]> {
    return tx.manager.find(WorkOrderEntity, {
      where: { tenantId: tx.tenantId, equipmentId, status: In([...UNBEGUN]) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Whether a case has an active work order besides this one. */
  async hasOtherActive(caseId: string, id: string, tx: Transaction): Promise<boolean> {
    await lockCase(caseId, tx);
    return tx.manager.existsBy(WorkOrderEntity, {
      ...{ tenantId: tx.tenantId, caseId, id: Not(id), status: Not(In([...ENDED])) },
    });
  }

  /** Saves a locked work order as its next version. */
  async save(order: WorkOrder, tx: Transaction): Promise<WorkOrder> {
    const { id, ...rest } = { ...order, version: order.version + 1 };
    await tx.manager.update(WorkOrderEntity, { tenantId: tx.tenantId, id }, rest);
    return { id, ...rest };
  }

  async count(tx: Transaction): Promise<{ workOrders: number; activeWorkOrders: number }> {
    const of = { tenantId: tx.tenantId };
    const active = { ...of, status: Not(In([...ENDED])) };
    return {
      workOrders: await tx.manager.countBy(WorkOrderEntity, of),
      activeWorkOrders: await tx.manager.countBy(WorkOrderEntity, active),
    };
  }

  list(
    request: ListWorkOrders,
    tx: Transaction,
  ): Promise<Page<WorkOrderView> | Stretch<WorkOrderView>> {
    const parameters = new Parameters();
    const where = [`tenant_id = ${parameters.add(tx.tenantId)}`];
    const equal = (column: string, value: string | undefined): void => {
      if (value !== undefined) where.push(`${column} = ${parameters.add(value)}`);
    };
    equal('equipment_id', request.equipmentId);
    equal('case_id', request.caseId);
    equal('status', request.status);
    equal('assignee', request.assignee);
    equal('kind', request.kind);
    equal('priority', request.priority);
    const from = 'work_order';
    const listing = { select: 'id', from, where, parameters, order: () => NEWEST_FIRST };
    return listRows(listing, request, tx, async (found: { id: string }[]) =>
      (await entitiesInOrder(WorkOrderEntity, found, tx)).map(workOrderView),
    );
  }
}

/** Those who order work for the same case do so one after the other. */
async function lockCase(caseId: string, tx: Transaction): Promise<void> {
  const sql = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 1))';
  await tx.query(sql, [`${tx.tenantId} ${caseId}`]);
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
