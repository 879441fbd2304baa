import {
  draft,
  WorkOrderApproved,
  WorkOrderAssigned,
  WorkOrderCancelled,
  WorkOrderClosed,
  WorkOrderCompleted,
  WorkOrderHeld,
  WorkOrderPlanned,
  WorkOrderReleased,
  WorkOrderReopened,
  WorkOrderResumed,
  WorkOrderScheduled,
  WorkOrderSentBack,
  WorkOrderStarted,
  WorkOrderSubmitted,
  WorkOrderVerified,
  type EventDraft,
} from '@libs/contracts';
import type { Person, WorkOrderAct } from '../domain/work-order-life.js';
import type { WorkOrder } from '../persistence/work-order.entity.js';
import { workOrderEvent } from './work-order-event.js';

/** What the others are told when a work order moved. */
export function stepEvents(
  before: WorkOrder,
  order: WorkOrder,
  act: WorkOrderAct,
  { name }: Person,
): EventDraft[] {
  const told = workOrderEvent(order);
  const assignee = order.assignee ?? name;
  switch (act.action) {
    case 'submit':
      return [
        draft(WorkOrderSubmitted, { ...told, submittedBy: name }),
        ...(order.status === 'approved'
          ? [draft(WorkOrderApproved, { ...told, approvedBy: name })]
          : []),
      ];
    case 'approve':
      return [draft(WorkOrderApproved, { ...told, approvedBy: name })];
    case 'reject':
    case 'cancel':
      return [draft(WorkOrderCancelled, { ...told, reason: act.reason })];
    case 'plan':
      return [draft(WorkOrderPlanned, { ...told, plannedBy: name })];
    case 'schedule': {
      const window = {
        plannedStartAt: act.plannedStartAt.toISOString(),
        plannedEndAt: act.plannedEndAt.toISOString(),
      };
      const crew = order.crew === null ? {} : { crew: order.crew };
      return [draft(WorkOrderScheduled, { ...told, ...window, ...crew })];
    }
    case 'claim':
    case 'assign':
      return [draft(WorkOrderAssigned, { ...told, assignee })];
    case 'release':
      return [draft(WorkOrderReleased, { ...told, releasedBy: name })];
    case 'start':
      return [draft(WorkOrderStarted, { ...told, assignee })];
    case 'hold': {
      const note = act.reason === null ? {} : { note: act.reason };
      return [draft(WorkOrderHeld, { ...told, reason: act.holdReason, ...note, heldBy: name })];
    }
    case 'resume': {
      const resumedAt = new Date();
      const heldAt = (before.heldAt ?? resumedAt).toISOString();
      const span = { heldAt, resumedAt: resumedAt.toISOString() };
      return [draft(WorkOrderResumed, { ...told, ...span, resumedBy: name })];
    }
    case 'complete': {
      const restoredAt = (order.restoredAt ?? new Date()).toISOString();
      const done = { completedBy: name, remedy: act.remedy, kind: order.kind, restoredAt };
      return [draft(WorkOrderCompleted, { ...told, ...done })];
    }
    case 'close':
      return [
        draft(WorkOrderVerified, { ...told, verifiedBy: name }),
        draft(WorkOrderClosed, { ...told, closedBy: name }),
      ];
    case 'reject_work': {
      const why = { kind: order.kind, assignee, sentBackBy: name, reason: act.reason };
      return [draft(WorkOrderSentBack, { ...told, ...why })];
    }
    case 'reopen': {
      const why = { kind: order.kind, assignee, reopenedBy: name, reason: act.reason };
      return [draft(WorkOrderReopened, { ...told, ...why })];
    }
  }
}
