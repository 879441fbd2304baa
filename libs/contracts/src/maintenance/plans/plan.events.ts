import { EventContract } from '../../envelope/event-contract.js';
import { Choice, Flag, Instant, Nested, Real, Text, Uuid, Whole } from '../../fields/kinds.js';
import { SEVERITIES, type Severity } from '../../words.js';
import { AskedBy } from './occurrence.requests.js';
import { PLAN_STATUSES, type PlanStatus } from './plan.words.js';

const optional = { optional: true } as const;

/** What every event of a maintenance plan tells. */
export abstract class PlanEventFacts {
  @Uuid() planId!: string;
  @Whole({ min: 1 }) version!: number;
  @Text({ max: 200 }) title!: string;
  @Choice(PLAN_STATUSES) status!: PlanStatus;
  @Text({ max: 200 }) changedBy!: string;
}

/** A maintenance plan was written; nothing is due by it yet. */
@EventContract('maintenance.plan.drafted.v1')
export class PlanDrafted extends PlanEventFacts {}

/** A maintenance plan says something else from now on. */
@EventContract('maintenance.plan.changed.v1')
export class PlanChanged extends PlanEventFacts {}

/** A maintenance plan is in force. */
@EventContract('maintenance.plan.activated.v1')
export class PlanActivated extends PlanEventFacts {}

/** A maintenance plan is out of force for a while. */
@EventContract('maintenance.plan.paused.v1')
export class PlanPaused extends PlanEventFacts {}

/** A maintenance plan is in force again. */
@EventContract('maintenance.plan.resumed.v1')
export class PlanResumed extends PlanEventFacts {}

/** A maintenance plan was put away. */
@EventContract('maintenance.plan.retired.v1')
export class PlanRetired extends PlanEventFacts {}

/** What every event of an occurrence tells. */
export abstract class OccurrenceEvent {
  @Uuid() occurrenceId!: string;
  @Uuid() planId!: string;
  @Uuid() equipmentId!: string;
  @Text({ max: 40, description: 'Unique within plan and equipment' }) key!: string;
  @Text({ max: 200 }) title!: string;
  @Text({ max: 50 }) maintenanceType!: string;
  @Choice(SEVERITIES) priority!: Severity;
  @Text({ max: 200, ...optional }) team?: string;
  @Instant(optional) dueAt?: string;
  @Real({ ...optional, description: 'How much later than due is still in time' })
  toleranceHours?: number;
  @Real({ ...optional, description: 'Meter reading at which it is due' }) dueReading?: number;
  @Text({ max: 60, ...optional, description: 'Of which meter' }) sensorKey?: string;
  @Uuid(optional) workOrderId?: string;
  @Nested(() => AskedBy, optional) askedBy?: AskedBy;
}

/** Work will be due before long. */
@EventContract('maintenance.occurrence.due_soon.v1')
export class OccurrenceDueSoon extends OccurrenceEvent {}

/** Work is due. */
@EventContract('maintenance.occurrence.due.v1')
export class OccurrenceDue extends OccurrenceEvent {}

/** Work was not done in its time. */
@EventContract('maintenance.occurrence.overdue.v1')
export class OccurrenceOverdue extends OccurrenceEvent {}

/** Work was done. */
@EventContract('maintenance.occurrence.done.v1')
export class OccurrenceDone extends OccurrenceEvent {
  @Instant() doneAt!: string;
}

/** Work will not be done this time. */
@EventContract('maintenance.occurrence.skipped.v1')
export class OccurrenceSkipped extends OccurrenceEvent {
  @Text({ max: 1000 }) reason!: string;
  @Flag({ optional: true, description: 'It went with its plan or with its equipment' })
  withdrawn?: boolean;
}

/** Work will be done together with that of another occurrence. */
@EventContract('maintenance.occurrence.merged.v1')
export class OccurrenceMerged extends OccurrenceEvent {
  @Uuid() mergedInto!: string;
}

/** When equipment is next to be maintained has changed; without both, nothing is foreseen. */
@EventContract('maintenance.next_maintenance.changed.v1')
export class NextMaintenanceChanged {
  @Uuid() equipmentId!: string;
  @Instant(optional) nextMaintenanceAt?: string;
  @Real({ ...optional, description: 'Operating hours' }) nextMaintenanceHours?: number;
}
