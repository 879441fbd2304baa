import { CommandContract, QueryContract, Request } from '../../envelope/request-contract.js';
import {
  Choice,
  Instant,
  ListOf,
  Nested,
  Text,
  TextList,
  Uuid,
  Whole,
} from '../../fields/kinds.js';
import { Real } from '../../fields/kinds.js';
import { PageRequest } from '../../paging.js';
import { PlanDefinition } from './plan.definition.js';
import { PLAN_STATUSES, type PlanStatus } from './plan.words.js';

const optional = { optional: true } as const;

/** A maintenance plan and what may be done with it now. */
export class MaintenancePlanView {
  @Uuid() id!: string;
  @Choice(PLAN_STATUSES) status!: PlanStatus;
  @Nested(() => PlanDefinition) definition!: PlanDefinition;
  @TextList({ max: 10 }) allowedActions!: string[];
  @Whole({ min: 1 }) version!: number;
  @Text({ max: 200 }) createdBy!: string;
  @Instant() createdAt!: string;
  @Text({ max: 200 }) changedBy!: string;
  @Instant() changedAt!: string;
}

/** Asks for maintenance plans, the latest changed first. */
@QueryContract('maintenance.list-maintenance-plans')
export class ListMaintenancePlans extends PageRequest<MaintenancePlanView> {
  @Choice(PLAN_STATUSES, optional) status?: PlanStatus;
  @Uuid(optional) equipmentId?: string;
  @Text({ max: 200, ...optional }) team?: string;
}

/** Asks for one maintenance plan. */
@QueryContract('maintenance.get-maintenance-plan')
export class GetMaintenancePlan extends Request<MaintenancePlanView> {
  @Uuid() planId!: string;
}

/** Writes a maintenance plan; nothing is due by it before it is activated. */
@CommandContract('maintenance.draft-maintenance-plan')
export class DraftMaintenancePlan extends Request<MaintenancePlanView> {
  @Nested(() => PlanDefinition) definition!: PlanDefinition;
}

/** What every step of a plan names; a stale `expectedVersion` is refused. */
abstract class PlanStepRequest extends Request<MaintenancePlanView> {
  @Uuid() planId!: string;
  @Whole({ min: 1, max: 2_147_483_647, ...optional }) expectedVersion?: number;
}

/** Says all that a plan is from now on. */
@CommandContract('maintenance.change-maintenance-plan')
export class ChangeMaintenancePlan extends PlanStepRequest {
  @Nested(() => PlanDefinition) definition!: PlanDefinition;
}

/** Puts a draft in force. */
@CommandContract('maintenance.activate-maintenance-plan')
export class ActivateMaintenancePlan extends PlanStepRequest {}

/** Takes a plan out of force for a while; what is open stays open. */
@CommandContract('maintenance.pause-maintenance-plan')
export class PauseMaintenancePlan extends PlanStepRequest {}

/** Puts a paused plan in force again; dates that passed are not made up for. */
@CommandContract('maintenance.resume-maintenance-plan')
export class ResumeMaintenancePlan extends PlanStepRequest {}

/** Puts a plan away; work that is ordered goes on. */
@CommandContract('maintenance.retire-maintenance-plan')
export class RetireMaintenancePlan extends PlanStepRequest {}

/** One time that a plan would ask for work. */
export class ForeseenOccurrence {
  @Text({ max: 40 }) key!: string;
  @Instant({ nullable: true, description: 'Null while only a meter can say' })
  dueAt!: string | null;
  @Real({ nullable: true }) dueReading!: number | null;
  @Text({ max: 60, nullable: true }) sensorKey!: string | null;
}

/** What a plan would ask for, were every work done when it is due. */
export class PlanPreviewView {
  @ListOf(() => ForeseenOccurrence, { max: 200 }) occurrences!: ForeseenOccurrence[];
}

/** Asks what a plan would ask for, without keeping it. */
@QueryContract('maintenance.preview-maintenance-plan')
export class PreviewMaintenancePlan extends Request<PlanPreviewView> {
  @Nested(() => PlanDefinition) definition!: PlanDefinition;
  @Instant({ ...optional, description: 'Default: now' }) from?: string;
  @Instant({ ...optional, description: 'Default: a year later' }) until?: string;
  @Whole({ min: 1, max: 200, ...optional, default: 20 }) limit?: number;
}
