import { EventContract } from '../envelope/event-contract.js';
import { Choice, Flag, ListOf, Real, Text, TextList, Uuid } from '../fields/kinds.js';
import { Day } from '../fields/records.js';
import { IsolationPoint } from './people.requests.js';
import { TASK_OUTCOMES, type TaskOutcome } from './task.requests.js';

/** What every event of a task tells. */
abstract class TaskEvent {
  @Uuid() taskId!: string;
  @Uuid() workOrderId!: string;
  @Uuid() equipmentId!: string;
  @Text({ max: 1000 }) text!: string;
  @Text({ max: 120 }) by!: string;
}

/** A work order has one more task. */
@EventContract('maintenance.task.added.v1')
export class TaskAdded extends TaskEvent {}

/** A task was taken off a work order. */
@EventContract('maintenance.task.removed.v1')
export class TaskRemoved extends TaskEvent {}

/** A task has a result. */
@EventContract('maintenance.task.recorded.v1')
export class TaskRecorded extends TaskEvent {
  @Choice(TASK_OUTCOMES, { optional: true }) outcome?: TaskOutcome;
  @Real({ optional: true }) number?: number;
  @Flag({ optional: true }) withinLimits?: boolean;
  @Text({ max: 4000, optional: true }) answer?: string;
  @Uuid({ optional: true }) documentId?: string;
}

/** It was settled which skills a work order needs. */
@EventContract('maintenance.work_order.skills_set.v1')
export class RequiredSkillsSet {
  @Uuid() workOrderId!: string;
  @Uuid() equipmentId!: string;
  @TextList({ max: 20 }) skills!: string[];
  @Text({ max: 120 }) by!: string;
}

/** It was settled how a piece of equipment is made safe. */
@EventContract('maintenance.safety_plan.set.v1')
export class SafetyPlanSet {
  @Uuid() equipmentId!: string;
  @ListOf(() => IsolationPoint, { max: 50 }) points!: IsolationPoint[];
  @Text({ max: 120 }) by!: string;
}

/** What every event of a qualification tells. */
abstract class QualificationEvent {
  @Uuid() qualificationId!: string;
  @Text({ max: 120 }) actor!: string;
  @Text({ max: 120 }) name!: string;
  @Text({ max: 60 }) skill!: string;
  @Day({ optional: true }) expiresOn?: string;
}

/** Somebody is qualified for something. */
@EventContract('maintenance.qualification.added.v1')
export class QualificationAdded extends QualificationEvent {}

/** Somebody is no longer qualified for something. */
@EventContract('maintenance.qualification.removed.v1')
export class QualificationRemoved extends QualificationEvent {}
