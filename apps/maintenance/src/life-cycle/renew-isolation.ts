import { Injectable } from '@nestjs/common';
import {
  draft,
  TaskAdded,
  TaskRemoved,
  type EventDraft,
  type IsolationPoint,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { stepsToChange } from '../domain/tasks/isolation-step.js';
import { TaskRepository } from '../persistence/tasks/task.repository.js';
import { WorkOrderRepository } from '../persistence/work-order.repository.js';
import { taskTold } from './task-told.js';

/** Has work that is ordered and has not begun made safe as the safety plan says now. */
@Injectable()
export class RenewIsolation {
  constructor(
    private readonly workOrders: WorkOrderRepository,
    private readonly tasks: TaskRepository,
  ) {}

  async renew(
    equipmentId: string,
    points: { readonly former: IsolationPoint[]; readonly current: IsolationPoint[] },
    by: { readonly name: string },
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const events: EventDraft[] = [];
    for (const order of await this.workOrders.lockUnbegun(equipmentId, tx)) {
      const steps = await this.tasks.listIsolation(order.id, tx);
      const { gone, missing } = stepsToChange(points, steps);
      for (const { id } of gone) await this.tasks.remove(id, tx);
      const added = await this.tasks.add(order.id, missing, null, tx);
      events.push(
        ...gone.map((task) => draft(TaskRemoved, taskTold(task, order, by))),
        ...added.map((task) => draft(TaskAdded, taskTold(task, order, by))),
      );
    }
    return events;
  }
}
