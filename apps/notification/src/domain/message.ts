import type {
  AlarmRaised,
  Severity,
  Topic,
  WorkOrderAssigned,
  WorkOrderCreated,
  WorkOrderPriorityRaised,
} from '@libs/contracts';

/** What is told, before it is known to whom. */
export interface Message {
  readonly topic: Topic;
  readonly severity: Severity;
  readonly title: string;
  readonly body: string;
  readonly equipmentId: string;
  readonly workOrderId: string | null;
  readonly workOrderNumber: string | null;
}

const TITLE_LENGTH = 200;

function clip(text: string): string {
  return text.length > TITLE_LENGTH ? `${text.slice(0, TITLE_LENGTH - 1)}…` : text;
}

export function messageOfAlarm(alarm: AlarmRaised): Message {
  return {
    topic: 'alarm_raised',
    severity: alarm.severity,
    title: clip(`Alarm (${alarm.severity}): ${alarm.message}`),
    body: `${alarm.message}\nRaised by ${alarm.rule} at ${alarm.occurredAt}.`,
    equipmentId: alarm.equipmentId,
    workOrderId: null,
    workOrderNumber: null,
  };
}

export function messageOfCreatedWorkOrder(order: WorkOrderCreated): Message {
  return {
    topic: 'work_order_created',
    severity: order.priority,
    title: clip(`${order.number}: ${order.title}`),
    body: order.description,
    equipmentId: order.equipmentId,
    workOrderId: order.workOrderId,
    workOrderNumber: order.number,
  };
}

export function messageOfRaisedPriority(order: WorkOrderPriorityRaised): Message {
  return {
    topic: 'work_order_created',
    severity: order.priority,
    title: clip(`${order.number} is now ${order.priority}: ${order.title}`),
    body: `${order.reason}\nThe priority was ${order.previousPriority}.`,
    equipmentId: order.equipmentId,
    workOrderId: order.workOrderId,
    workOrderNumber: order.number,
  };
}

export function messageOfAssignedWorkOrder(order: WorkOrderAssigned): Message {
  return {
    topic: 'work_order_assigned',
    severity: order.priority,
    title: clip(`${order.number} is ${order.assignee}'s: ${order.title}`),
    body: `${order.assignee} has the work order ${order.number}: ${order.title}`,
    equipmentId: order.equipmentId,
    workOrderId: order.workOrderId,
    workOrderNumber: order.number,
  };
}
