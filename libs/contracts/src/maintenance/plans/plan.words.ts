/** Life of a maintenance plan. */
export const PLAN_STATUSES = ['draft', 'active', 'paused', 'retired'] as const;
export type PlanStatus = (typeof PLAN_STATUSES)[number];

/** What may make a plan's work due. */
export const TRIGGER_KINDS = [
  'calendar',
  'interval',
  'meter',
  'condition',
  'health',
  'event',
  'prediction',
  'inspection',
] as const;
export type TriggerKind = (typeof TRIGGER_KINDS)[number];

/** Events about equipment that a plan may count. */
export const PLAN_EVENTS = ['alarms.alarm.raised', 'alarms.alarm.reraised'] as const;
export type PlanEvent = (typeof PLAN_EVENTS)[number];

/** What may ask for an occurrence by name. */
export const ASKERS = ['prediction', 'inspection'] as const;
export type Asker = (typeof ASKERS)[number];

/** What an expected stop is made of: this plan or type of work here, its type in the class, or planned. */
export const STOP_BASES = ['plan', 'equipment', 'class', 'planned'] as const;
export type StopBasis = (typeof STOP_BASES)[number];

/** Units of an interval. */
export const INTERVAL_UNITS = ['hours', 'days', 'weeks', 'months', 'years'] as const;
export type IntervalUnit = (typeof INTERVAL_UNITS)[number];

/** What is done with dates that passed while an earlier one was open or nobody looked. */
export const CATCH_UPS = ['create_one', 'create_each', 'skip'] as const;
export type CatchUp = (typeof CATCH_UPS)[number];

/** When a plan orders work by itself. */
export const ORDERINGS = ['when_due_soon', 'when_due', 'by_hand'] as const;
export type Ordering = (typeof ORDERINGS)[number];

/** Life of one occurrence of a plan. */
export const OCCURRENCE_STATUSES = [
  'projected',
  'due_soon',
  'due',
  'overdue',
  'ordered',
  'done',
  'skipped',
  'merged',
] as const;
export type OccurrenceStatus = (typeof OCCURRENCE_STATUSES)[number];
