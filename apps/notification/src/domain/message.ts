import type {
  AlarmFloodStarted,
  AlarmRaised,
  EscalationLevelReached,
  RuleRetirementProposed,
  Severity,
  Topic,
  WorkOrderAssigned,
  WorkOrderGlassBroken,
  WorkOrderCreated,
  WorkOrderPriorityRaised,
} from '@libs/contracts';

/** What is told, before it is known to whom. */
export interface Message {
  readonly topic: Topic;
  readonly severity: Severity;
  readonly title: string;
  readonly body: string;
  /** Null where it is about no single one. */
  readonly equipmentId: string | null;
  readonly workOrderId: string | null;
  readonly workOrderNumber: string | null;
  /** Names of those whom it concerns; none: everybody who wants to hear of its topic. */
  readonly tells?: readonly string[];
  /** It stands for several. */
  readonly summary?: boolean;
}

const TITLE_LENGTH = 200;

function clip(text: string): string {
  return text.length > TITLE_LENGTH ? `${text.slice(0, TITLE_LENGTH - 1)}…` : text;
}

export function messageOfAlarm(alarm: Omit<AlarmRaised, 'floodId'>): Message {
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

/** A returned alarm is as urgent as a raised one. */
export function messageOfRestoredAlarm(alarm: Omit<AlarmRaised, 'floodId'>): Message {
  const { severity, message, rule } = alarm;
  return {
    ...messageOfAlarm(alarm),
    title: clip(`Alarm (${severity}) no longer suppressed: ${message}`),
    body: `${message}\nRaised by ${rule}; nothing keeps it back any more.`,
  };
}

export function messageOfFlood(flood: AlarmFloodStarted): Message {
  const { alarms, operators, firstOutMessage, firstOutEquipmentId } = flood;
  return {
    topic: 'alarm_raised',
    severity: 'high',
    title: clip(`Alarm flood; it began with: ${firstOutMessage}`),
    body:
      `${alarms} alarms came within ten minutes for ${operators} operators.\n` +
      `The first was: ${firstOutMessage}\n` +
      'Until they come more slowly only critical alarms are told; all are in the list of alarms.',
    equipmentId: firstOutEquipmentId,
    workOrderId: null,
    workOrderNumber: null,
    summary: true,
  };
}

/** Stands for what a contact is not told any more. */
export function messageOfHeldBack(first: Message): Message {
  return {
    ...first,
    title: 'Further messages are held back',
    body:
      `More messages came within ten minutes than anybody can read, such as: ${first.title}\n` +
      'Only critical ones are told for now; everything is in the lists of alarms and work orders.',
    summary: true,
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

export function messageOfBrokenGlass(order: WorkOrderGlassBroken): Message {
  return {
    topic: 'safety_bypassed',
    severity: 'critical',
    title: clip(`${order.number} began without being made safe: ${order.title}`),
    body: `${order.startedBy}: ${order.reason}\n${order.missing.join('\n')}`,
    equipmentId: order.equipmentId,
    workOrderId: order.workOrderId,
    workOrderNumber: order.number,
  };
}

export function messageOfOverdue(overdue: EscalationLevelReached): Message {
  const { level, title, priority, equipmentId, overdueSince, assignee, tells } = overdue;
  const whose = assignee === undefined ? 'Nobody has it' : `${assignee} has it`;
  return {
    // Who has the work is told first; then those who look after that it gets done.
    topic: level === 1 ? 'work_overdue' : 'work_escalated',
    severity: priority,
    title: clip(level === 1 ? `Overdue: ${title}` : `Overdue (level ${level}): ${title}`),
    body: `${title} has been overdue since ${overdueSince}. ${whose}.`,
    equipmentId,
    workOrderId: overdue.workOrderId ?? null,
    workOrderNumber: overdue.number ?? null,
    tells,
  };
}

export function messageOfProposal({ rule, kind, reason }: RuleRetirementProposed): Message {
  const what = kind === 'retire' ? 'retired' : 'revised';
  return {
    topic: 'alarm_rule_proposed',
    severity: 'medium',
    title: clip(`Should ${rule} be ${what}?`),
    body: `${reason}\nIt is in the list of proposals, to be accepted or dismissed.`,
    equipmentId: null,
    workOrderId: null,
    workOrderNumber: null,
  };
}
