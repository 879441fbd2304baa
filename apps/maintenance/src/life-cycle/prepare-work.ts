import { Injectable } from '@nestjs/common';
import { draft, TaskAdded, type EventDraft, type TaskDefinition } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { isolationStep } from '../domain/tasks/isolation-step.js';
import { SafetyPlanRepository } from '../persistence/tasks/safety-plan.repository.js';
import { TaskRepository } from '../persistence/tasks/task.repository.js';
import type { WorkOrder } from '../persistence/work-order.entity.js';
import { taskTold } from './task-told.js';

/** Gives new work its tasks: the steps that make it safe, and then what is done. */
@Injectable()
export class PrepareWork {
  constructor(
    private readonly safety: SafetyPlanRepository,
    private readonly tasks: TaskRepository,
  ) {}

  async prepare(
    order: WorkOrder,
    tasks: readonly TaskDefinition[],
    by: { readonly name: string },
    tx: Transaction,
  ): Promise<EventDraft[]> {
    const steps = (await this.safety.holdPoints(order.equipmentId, tx)).map(isolationStep);
    const added = await this.tasks.add(order.id, [...steps, ...tasks], null, tx);
    return added.map((task) => draft(TaskAdded, taskTold(task, order, by)));
  }
}
