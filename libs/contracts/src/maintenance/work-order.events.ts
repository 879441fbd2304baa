import { EventContract } from '../envelope/event-contract.js';
import { Choice, Text, Uuid } from '../fields/kinds.js';
import { SEVERITIES, WORK_ORDER_KINDS, type Severity, type WorkOrderKind } from '../words.js';

/** What every event of a work order tells. */
export abstract class WorkOrderEvent {
  @Uuid() workOrderId!: string;
  @Text({ max: 20, example: 'WO-000042' }) number!: string;
  @Uuid() equipmentId!: string;
  @Uuid({ optional: true }) caseId?: string;
  @Choice(SEVERITIES) priority!: Severity;
  @Text({ max: 200 }) title!: string;
}

/** Work was ordered; it waits on the board. */
@EventContract('maintenance.work_order.created.v1')
export class WorkOrderCreated extends WorkOrderEvent {
  @Choice(WORK_ORDER_KINDS) kind!: WorkOrderKind;
  @Text({ max: 4000 }) description!: string;
}

/** The machine got worse while its work was waiting or under way. */
@EventContract('maintenance.work_order.priority_raised.v1')
export class WorkOrderPriorityRaised extends WorkOrderEvent {
  @Choice(SEVERITIES) previousPriority!: Severity;
  @Text({ max: 1000, description: 'Why, in the words of the triage' }) reason!: string;
}

/** One technician has claimed the work, or was given it. */
@EventContract('maintenance.work_order.assigned.v1')
export class WorkOrderAssigned extends WorkOrderEvent {
  @Text({ max: 120 }) assignee!: string;
}

/** The work went back to the board. */
@EventContract('maintenance.work_order.released.v1')
export class WorkOrderReleased extends WorkOrderEvent {
  @Text({ max: 120 }) releasedBy!: string;
}

/** Work began. */
@EventContract('maintenance.work_order.started.v1')
export class WorkOrderStarted extends WorkOrderEvent {
  @Text({ max: 120 }) assignee!: string;
}

/** The work is done. */
@EventContract('maintenance.work_order.completed.v1')
export class WorkOrderCompleted extends WorkOrderEvent {
  @Text({ max: 120 }) completedBy!: string;
  @Text({ max: 4000 }) remedy!: string;
}

/** The finished work was verified. */
@EventContract('maintenance.work_order.closed.v1')
export class WorkOrderClosed extends WorkOrderEvent {
  @Text({ max: 120 }) closedBy!: string;
}

/** The work will not be done. */
@EventContract('maintenance.work_order.cancelled.v1')
export class WorkOrderCancelled extends WorkOrderEvent {
  @Text({ max: 1000 }) reason!: string;
}
