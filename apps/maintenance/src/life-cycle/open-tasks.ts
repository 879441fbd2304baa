import { Injectable } from '@nestjs/common';
import type { TaskView } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Refusal, type Caller } from '@libs/messaging';
import { mayChangeTasks, mayRecord } from '../domain/tasks/judge-result.js';
import { TaskRepository } from '../persistence/tasks/task.repository.js';
import type { WorkOrder } from '../persistence/work-order.entity.js';
import { WorkOrderRepository } from '../persistence/work-order.repository.js';

interface OfTask {
  readonly workOrderId: string;
  readonly taskId: string;
}

/** Finds work orders and tasks that something may be done with now, or says why not. */
@Injectable()
export class OpenTasks {
  constructor(
    private readonly workOrders: WorkOrderRepository,
    private readonly tasks: TaskRepository,
  ) {}

  /** A work order, locked, whose tasks may change. */
  async toChange(workOrderId: string, tx: Transaction): Promise<WorkOrder> {
    const order = await this.workOrders.lockFor(workOrderId, tx);
    if (!order) throw Refusal.notFound('work order', workOrderId);
    if (!mayChangeTasks(order.status)) {
      throw Refusal.conflict(`The work order is ${order.status}; its tasks stay as they are.`);
    }
    if (order.signedAt !== null) {
      throw Refusal.conflict('The work order is signed; what was signed stays as it is.');
    }
    return order;
  }

  /** A task whose result may be recorded by this person. */
  async toRecord(of: OfTask, caller: Caller, tx: Transaction) {
    const order = await this.toChange(of.workOrderId, tx);
    const task = await this.get(of, tx);
    if (!mayRecord(order.status, task.phase)) {
      const words = order.status.replaceAll('_', ' ');
      throw Refusal.conflict(`Nothing is recorded at a work order that is ${words}.`);
    }
    const own = order.assigneeActor === caller.actor;
    if (!own && !caller.permissions.includes('work_orders.step_in')) {
      const detail = 'Only its assignee or a planner may record results.';
      throw new Refusal({ status: 403, title: 'Forbidden', detail });
    }
    return { order, task };
  }

  async get({ workOrderId, taskId }: OfTask, tx: Transaction): Promise<TaskView> {
    const task = await this.tasks.find(workOrderId, taskId, tx);
    if (!task) throw Refusal.notFound('task', taskId);
    return task;
  }
}
