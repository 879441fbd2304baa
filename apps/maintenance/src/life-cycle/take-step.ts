import { Injectable } from '@nestjs/common';
import type { EventDraft, WorkOrderStatus, WorkOrderView } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Refusal, type Caller } from '@libs/messaging';
import { stepWorkOrder, type WorkOrderAct } from '../domain/work-order-life.js';
import { PartUseRepository } from '../persistence/parts/part-use.repository.js';
import { WorkOrderStepRepository } from '../persistence/work-order-step.repository.js';
import { workOrderView } from '../persistence/work-order-view.js';
import type { WorkOrder } from '../persistence/work-order.entity.js';
import { WorkOrderRepository } from '../persistence/work-order.repository.js';
import { JudgeStep } from './judge-step.js';
import { stepEvents } from './step-events.js';
import { PlannedEquipmentRepository } from '../plans/persistence/planned-equipment.repository.js';

/** Nothing stays promised to work that is done or will not be done. */
const ENDS: readonly WorkOrderStatus[] = ['completed', 'cancelled'];

interface StepCall {
  readonly request: { readonly workOrderId: string; readonly expectedVersion?: number };
  readonly caller: Caller;
  readonly tx: Transaction;
}

/** Takes one step of a work order's life, or refuses it with the reason. */
@Injectable()
export class TakeStep {
  constructor(
    private readonly workOrders: WorkOrderRepository,
    private readonly history: WorkOrderStepRepository,
    private readonly judging: JudgeStep,
    private readonly planned: PlannedEquipmentRepository,
    private readonly parts: PartUseRepository,
  ) {}

  async take(
    { request, caller, tx }: StepCall,
    act: WorkOrderAct,
    besides: Partial<WorkOrder> = {},
  ): Promise<{ order: WorkOrder; reply: WorkOrderView; events: EventDraft[] }> {
    // The row's lock lets those who want the same order through one after the other.
    const order = await this.workOrders.lockFor(request.workOrderId, tx);
    if (!order) throw Refusal.notFound('work order', request.workOrderId);
    if (request.expectedVersion !== undefined && request.expectedVersion !== order.version) {
      throw Refusal.stale('work order', order.version);
    }
    const step = stepWorkOrder(order, act, caller, await this.judging.of(order, act, caller, tx));
    switch (step.kind) {
      case 'refused':
        throw Refusal.conflict(step.reason, step.allowed);
      case 'forbidden':
        throw new Refusal({ status: 403, title: 'Forbidden', detail: step.reason });
      case 'moved': {
        const moved = await this.workOrders.save({ ...step.order, ...besides }, tx);
        await this.planned.wakeForOrder(moved.id, tx);
        await this.history.note(moved, takenBy(order, act, caller), tx);
        if (ENDS.includes(moved.status)) await this.parts.release(moved.id, tx);
        const events = stepEvents(order, moved, act, caller);
        return { order: moved, reply: workOrderView(moved), events };
      }
    }
  }
}

const takenBy = (order: WorkOrder, act: WorkOrderAct, by: Caller) => ({
  action: act.action === 'start' && act.reason !== undefined ? 'break_glass' : act.action,
  from: order.status,
  by,
  ...('holdReason' in act && { holdReason: act.holdReason }),
  ...('reason' in act && act.reason !== undefined && { reason: act.reason }),
});
