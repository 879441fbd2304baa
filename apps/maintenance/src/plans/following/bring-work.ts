import { Injectable } from '@nestjs/common';
import { draft, PartNeeded, TaskAdded, type EventDraft, type PlanPart } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { mayChangeTasks } from '../../domain/tasks/judge-result.js';
import { taskTold } from '../../life-cycle/task-told.js';
import { PartUseRepository } from '../../persistence/parts/part-use.repository.js';
import { TaskRepository } from '../../persistence/tasks/task.repository.js';
import type { WorkOrder } from '../../persistence/work-order.entity.js';
import { WorkOrderRepository } from '../../persistence/work-order.repository.js';
import { tasksOfPlan } from '../domain/tasks-of-plan.js';
import { grownOrders, plansDoneWith, type OpenPlan, type Workbook } from '../domain/workbook.js';
import type { Occurrence } from '../domain/plan-at-equipment.js';

/** Brings the tasks and the parts of plans to the work that is done for them. */
@Injectable()
export class BringWork {
  constructor(
    private readonly workOrders: WorkOrderRepository,
    private readonly tasks: TaskRepository,
    private readonly uses: PartUseRepository,
  ) {}

  /** Those of the occurrence's own plan and of all that it took in, each plan's once. */
  async to(
    order: WorkOrder,
    book: Workbook,
    { plan, occurrence }: { readonly plan: OpenPlan; readonly occurrence: Occurrence },
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const events: EventDraft[] = [];
    for (const { planId, version, definition } of plansDoneWith(book, plan, occurrence)) {
      if (await this.tasks.hasOf(order.id, planId, tx)) continue;
      const tasks = tasksOfPlan(definition);
      const added = await this.tasks.add(order.id, tasks, { planId, planVersion: version }, tx);
      events.push(
        ...added.map((task) => draft(TaskAdded, taskTold(task, order, { name: 'maintenance' }))),
        ...(await this.needParts(order, definition.parts ?? [], tx)),
      );
    }
    return events;
  }

  /** Those of what was taken in by work that had been ordered before. */
  async toGrown(book: Workbook, tx: Transaction): Promise<EventDraft[]> {
    const events: EventDraft[] = [];
    for (const grown of grownOrders(book)) {
      const order = await this.workOrders.lockNow(grown.occurrence.workOrderId ?? '', tx);
      // It ended since it was looked at; looked at again, it takes in nothing.
      if (!order || !mayChangeTasks(order.status) || order.signedAt !== null) {
        throw new Error(`The work for occurrence ${grown.occurrence.id} takes in nothing more.`);
      }
      events.push(...(await this.to(order, book, grown, tx)));
    }
    return events;
  }

  /** Several plans may need the same part: what they need is added up. */
  private async needParts(
    { id: workOrderId, equipmentId }: WorkOrder,
    parts: readonly PlanPart[],
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const events: EventDraft[] = [];
    for (const { partId, quantity: more } of parts) {
      const of = { workOrderId, partId };
      const quantity = await this.uses.needMore({ ...of, quantity: more }, tx);
      const { number } = await this.uses.get(of, tx);
      const told = { ...of, equipmentId, number, quantity };
      events.push(draft(PartNeeded, { ...told, by: 'maintenance' }));
    }
    return events;
  }
}
