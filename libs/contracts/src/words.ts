/** How bad something is technically. */
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What an equipment's failure would cost: A the most, D the least. */
export const CRITICALITIES = ['A', 'B', 'C', 'D'] as const;
export type Criticality = (typeof CRITICALITIES)[number];

/** What equipment is doing (SEMI E10). */
export const OPERATING_STATES = [
  'productive',
  'standby',
  'engineering',
  'scheduled_down',
  'unscheduled_down',
  'non_scheduled',
  'unknown',
] as const;
export type OperatingState = (typeof OPERATING_STATES)[number];

/** How far a reading may be trusted (OPC UA's three classes). */
export const QUALITIES = ['good', 'uncertain', 'bad'] as const;
export type Quality = (typeof QUALITIES)[number];

/** What a sensor's values mean. */
export const SENSOR_KINDS = ['gauge', 'counter', 'state'] as const;
export type SensorKind = (typeof SENSOR_KINDS)[number];

/** What can be wrong with a sensor while its machine is sound. */
export const SENSOR_FAULTS = [
  'out_of_range',
  'stuck_at',
  'flat_line',
  'spikes',
  'drop_outs',
  'clock',
  'drift',
] as const;
export type SensorFault = (typeof SENSOR_FAULTS)[number];

/** What is to be done about a case. */
export const TRIAGE_VERDICTS = ['watch', 'plan', 'act_now'] as const;
export type TriageVerdict = (typeof TRIAGE_VERDICTS)[number];

/** Life of a case. */
export const CASE_STATUSES = [
  'open',
  'triaged',
  'work_ordered',
  'monitoring',
  'resolved',
  'false_positive',
  'duplicate',
] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** What is in trouble: the machine itself, or what measures it. */
export const CASE_KINDS = ['machine', 'sensor_fault'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** ISA-18.2 states that the independent parts of an alarm lead to. */
export const ALARM_STATES = [
  'unacknowledged',
  'acknowledged',
  'returned_unacknowledged',
  'latched_unacknowledged',
  'latched_acknowledged',
  'shelved',
  'suppressed',
  'out_of_service',
  'cleared',
] as const;
export type AlarmState = (typeof ALARM_STATES)[number];

/** What a person may do with an alarm. */
export const ALARM_ACTIONS = [
  'acknowledge',
  'shelve',
  'unshelve',
  'suppress',
  'unsuppress',
  'take_out_of_service',
  'return_to_service',
  'reset',
  'comment',
] as const;
export type AlarmAction = (typeof ALARM_ACTIONS)[number];

/** Why an alarm may be kept from asking for attention, the strongest first. */
export const SUPPRESSIONS = ['out_of_service', 'by_design', 'shelved'] as const;
export type SuppressionKind = (typeof SUPPRESSIONS)[number];

/** Life of a work order. */
export const WORK_ORDER_STATUSES = [
  'draft',
  'awaiting_approval',
  'approved',
  'planned',
  'scheduled',
  'assigned',
  'in_progress',
  'on_hold',
  'completed',
  'closed',
  'cancelled',
] as const;
export type WorkOrderStatus = (typeof WORK_ORDER_STATUSES)[number];

/** What may be done with a work order. */
export const WORK_ORDER_ACTIONS = [
  'submit',
  'approve',
  'reject',
  'plan',
  'schedule',
  'claim',
  'assign',
  'release',
  'start',
  'hold',
  'resume',
  'complete',
  'close',
  'reject_work',
  'reopen',
  'cancel',
] as const;
export type WorkOrderAction = (typeof WORK_ORDER_ACTIONS)[number];

/** What work waits for while it is on hold. */
export const HOLD_REASONS = ['parts', 'permit', 'production', 'safety', 'other'] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** What a work order may be to another; each word with the one seen from the other side. */
export const RELATION_KINDS = [
  'parent_of',
  'child_of',
  'blocks',
  'blocked_by',
  'duplicates',
  'duplicated_by',
  'follows_up',
  'followed_up_by',
] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];

/** What somebody says by signing work. */
export const SIGNATURE_MEANINGS = ['performed', 'checked', 'approved'] as const;
export type SignatureMeaning = (typeof SIGNATURE_MEANINGS)[number];

/** What may be overdue. */
export const OVERDUE_KINDS = ['work_order', 'inspection', 'occurrence'] as const;
export type OverdueKind = (typeof OVERDUE_KINDS)[number];

/** How far agents may go on their own when they find that work is needed. */
export const AUTONOMY_LEVELS = ['observe', 'recommend', 'act_with_approval', 'act'] as const;
export type AutonomyLevel = (typeof AUTONOMY_LEVELS)[number];

/** Whether the alarm that led to work was right, as who was there says. */
export const FEEDBACK_ANSWERS = ['right', 'wrong', 'not_sure'] as const;
export type FeedbackAnswer = (typeof FEEDBACK_ANSWERS)[number];

/** Kinds of work in the words of EN 13306. */
export const WORK_ORDER_KINDS = [
  'corrective_immediate',
  'corrective_deferred',
  'preventive',
  'preventive_time',
  'preventive_usage',
  'predictive',
  'condition_based',
  'inspection',
  'improvement',
] as const;
export type WorkOrderKind = (typeof WORK_ORDER_KINDS)[number];

/** Ways a message reaches a person. */
export const CHANNELS = ['in_app', 'webhook', 'email'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Life of a notification's delivery. */
export const DELIVERY_STATUSES = ['queued', 'sending', 'retrying', 'sent', 'dead'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** What a person may be to the plant. */
export const ROLES = ['viewer', 'operator', 'technician', 'planner', 'engineer', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Life of an alarm rule's version: written, tried without raising, raising, put away. */
export const ALARM_RULE_STATES = ['draft', 'shadow', 'active', 'retired'] as const;
export type AlarmRuleState = (typeof ALARM_RULE_STATES)[number];

/** What an alarm rule may ask of what was reported about an equipment. */
export const RULE_CONDITION_KINDS = [
  'anomaly',
  'limit',
  'rate',
  'duration',
  'repeat',
  'no_data',
] as const;
export type RuleConditionKind = (typeof RULE_CONDITION_KINDS)[number];
