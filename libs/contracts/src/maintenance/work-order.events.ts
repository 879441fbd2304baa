import { EventContract } from '../envelope/event-contract.js';
import { Choice, Instant, Text, TextList, Uuid } from '../fields/kinds.js';
import { HOLD_REASONS, SEVERITIES, WORK_ORDER_KINDS, WORK_ORDER_STATUSES } from '../words.js';
import type { HoldReason, Severity, WorkOrderKind, WorkOrderStatus } from '../words.js';

/** What every event of a work order tells. */
export abstract class WorkOrderEvent {
  @Uuid() workOrderId!: string;
  @Text({ max: 20, example: 'WO-000042' }) number!: string;
  @Uuid() equipmentId!: string;
  @Uuid({ optional: true }) caseId?: string;
  @Choice(SEVERITIES) priority!: Severity;
  @Text({ max: 200 }) title!: string;
}

/** Work was ordered; it waits on the board, or for somebody to approve it. */
@EventContract('maintenance.work_order.created.v1')
export class WorkOrderCreated extends WorkOrderEvent {
  @Choice(WORK_ORDER_KINDS) kind!: WorkOrderKind;
  @Text({ max: 4000 }) description!: string;
  @Choice(WORK_ORDER_STATUSES, { optional: true, default: 'approved' }) status?: WorkOrderStatus;
  @Uuid({ optional: true }) planId?: string;
  @Uuid({ optional: true }) occurrenceId?: string;
  @Uuid({ optional: true }) inspectionId?: string;
  @Uuid({ optional: true }) workRequestId?: string;
}

/** A draft is finished and waits for somebody to approve it. */
@EventContract('maintenance.work_order.submitted.v1')
export class WorkOrderSubmitted extends WorkOrderEvent {
  @Text({ max: 120 }) submittedBy!: string;
}

/** The work may be done. */
@EventContract('maintenance.work_order.approved.v1')
export class WorkOrderApproved extends WorkOrderEvent {
  @Text({ max: 120 }) approvedBy!: string;
}

/** It is settled what the work needs. */
@EventContract('maintenance.work_order.planned.v1')
export class WorkOrderPlanned extends WorkOrderEvent {
  @Text({ max: 120 }) plannedBy!: string;
}

/** The work has its window; the latest one holds. */
@EventContract('maintenance.work_order.scheduled.v1')
export class WorkOrderScheduled extends WorkOrderEvent {
  @Instant() plannedStartAt!: string;
  @Instant() plannedEndAt!: string;
  @Text({ max: 120, optional: true }) crew?: string;
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

/** Work began although something that keeps people safe was missing. */
@EventContract('maintenance.work_order.glass_broken.v1')
export class WorkOrderGlassBroken extends WorkOrderEvent {
  @Text({ max: 120 }) startedBy!: string;
  @Text({ max: 1000 }) reason!: string;
  @TextList({ max: 500, description: 'What was missing, each a whole sentence' })
  missing!: string[];
}

/** The work waits; the clock of active repair stops, that of the standstill does not. */
@EventContract('maintenance.work_order.held.v1')
export class WorkOrderHeld extends WorkOrderEvent {
  @Choice(HOLD_REASONS) reason!: HoldReason;
  @Text({ max: 1000, optional: true }) note?: string;
  @Text({ max: 120 }) heldBy!: string;
}

/** The work goes on. */
@EventContract('maintenance.work_order.resumed.v1')
export class WorkOrderResumed extends WorkOrderEvent {
  @Instant() heldAt!: string;
  @Instant() resumedAt!: string;
  @Text({ max: 120 }) resumedBy!: string;
}

/** The work is done. */
@EventContract('maintenance.work_order.completed.v1')
export class WorkOrderCompleted extends WorkOrderEvent {
  @Text({ max: 120 }) completedBy!: string;
  @Text({ max: 4000 }) remedy!: string;
  @Choice(WORK_ORDER_KINDS, { optional: true }) kind?: WorkOrderKind;
  @Instant({ optional: true, description: 'When the equipment could do its work again' })
  restoredAt?: string;
}

/** The finished work did not pass: it goes on. */
@EventContract('maintenance.work_order.sent_back.v1')
export class WorkOrderSentBack extends WorkOrderEvent {
  @Choice(WORK_ORDER_KINDS) kind!: WorkOrderKind;
  @Text({ max: 120 }) assignee!: string;
  @Text({ max: 120 }) sentBackBy!: string;
  @Text({ max: 1000 }) reason!: string;
}

/** Closed work goes on. */
@EventContract('maintenance.work_order.reopened.v1')
export class WorkOrderReopened extends WorkOrderEvent {
  @Choice(WORK_ORDER_KINDS) kind!: WorkOrderKind;
  @Text({ max: 120 }) assignee!: string;
  @Text({ max: 120 }) reopenedBy!: string;
  @Text({ max: 1000 }) reason!: string;
}

/** Somebody looked at the finished work and found it good. */
@EventContract('maintenance.work_order.verified.v1')
export class WorkOrderVerified extends WorkOrderEvent {
  @Text({ max: 120 }) verifiedBy!: string;
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
