import { byLanguage } from '../assets/equipment/equipment-details.js';
import { Choice, Instant, Nested, Text, Uuid, Whole } from '../fields/kinds.js';
import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import { PageRequest } from '../paging.js';
import { FEEDBACK_ANSWERS, HOLD_REASONS, WORK_ORDER_STATUSES } from '../words.js';
import type { FeedbackAnswer, HoldReason, WorkOrderStatus } from '../words.js';
import { FailureRecord } from './record.requests.js';
import { WorkOrderView } from './work-order.requests.js';

/** What every step of a work order names; a stale `expectedVersion` is refused. */
export abstract class WorkOrderStep extends Request<WorkOrderView> {
  @Uuid() workOrderId!: string;
  @Whole({ min: 1, optional: true }) expectedVersion?: number;
}

/** What a step that goes against somebody's work names. */
abstract class ReasonedStep extends WorkOrderStep {
  @Text({ max: 1000 }) reason!: string;
}

/** Takes a work order from the board: the first technician wins. */
@CommandContract('maintenance.claim-work-order')
export class ClaimWorkOrder extends WorkOrderStep {}

/** Gives a claimed work order back to the board. */
@CommandContract('maintenance.release-work-order')
export class ReleaseWorkOrder extends WorkOrderStep {}

/** Begins the work. */
@CommandContract('maintenance.start-work-order')
export class StartWorkOrder extends WorkOrderStep {}

/** Begins the work although it is not made safe as it should be, or without a certificate. */
@CommandContract('maintenance.break-glass')
export class BreakGlass extends ReasonedStep {}

/** Ends the work, telling what was done. */
@CommandContract('maintenance.complete-work-order')
export class CompleteWorkOrder extends WorkOrderStep {
  @Text({ max: 4000 }) remedy!: string;
  @Instant({ optional: true, description: 'When the equipment could do its work again' })
  restoredAt?: string;
  @Text({ max: 50, optional: true, example: 'oil_change' }) maintenanceType?: string;
  @byLanguage(4000, { optional: true, description: 'The remedy by language, e.g. ar' })
  descriptions?: Record<string, string>;
  @Text({ max: 4000, optional: true }) notes?: string;
  @Nested(() => FailureRecord, { optional: true, description: 'Corrective work has to tell it' })
  failure?: FailureRecord;
  @Choice(FEEDBACK_ANSWERS, { optional: true, description: 'Work for a case to act on now has to' })
  alarmWas?: FeedbackAnswer;
  @Text({ max: 1000, optional: true }) alarmComment?: string;
}

/** Verifies finished work. */
@CommandContract('maintenance.close-work-order')
export class CloseWorkOrder extends WorkOrderStep {}

/** Calls work off before it began. */
@CommandContract('maintenance.cancel-work-order')
export class CancelWorkOrder extends ReasonedStep {}

/** Hands in a draft. */
@CommandContract('maintenance.submit-work-order')
export class SubmitWorkOrder extends WorkOrderStep {}

/** Lets the work be done. */
@CommandContract('maintenance.approve-work-order')
export class ApproveWorkOrder extends WorkOrderStep {}

/** Refuses that the work be done. */
@CommandContract('maintenance.reject-work-order')
export class RejectWorkOrder extends ReasonedStep {}

/** Says that it is settled what the work needs. */
@CommandContract('maintenance.plan-work-order')
export class PlanWorkOrder extends WorkOrderStep {}

/** Gives planned work its window, or another one before it starts. */
@CommandContract('maintenance.schedule-work-order')
export class ScheduleWorkOrder extends WorkOrderStep {
  @Instant() plannedStartAt!: string;
  @Instant() plannedEndAt!: string;
  @Text({ max: 120, optional: true, description: 'Without one it keeps its crew' }) crew?: string;
}

/** Gives the work to a person. */
@CommandContract('maintenance.assign-work-order')
export class AssignWorkOrder extends WorkOrderStep {
  @Text({ max: 120, description: 'As in user:<id>' }) actor!: string;
  @Text({ max: 120 }) name!: string;
}

/** Lets the work wait. */
@CommandContract('maintenance.hold-work-order')
export class HoldWorkOrder extends WorkOrderStep {
  @Choice(HOLD_REASONS) reason!: HoldReason;
  @Text({ max: 1000, optional: true }) note?: string;
}

/** Goes on with work that waited. */
@CommandContract('maintenance.resume-work-order')
export class ResumeWorkOrder extends WorkOrderStep {}

/** Sends finished work back to who did it. */
@CommandContract('maintenance.reject-work')
export class RejectWork extends ReasonedStep {}

/** Goes on with closed work, as long as the plant's policy allows. */
@CommandContract('maintenance.reopen-work-order')
export class ReopenWorkOrder extends ReasonedStep {}

/** One change of a work order: who, when, from what to what, and why. */
export class WorkOrderHistoryView {
  @Whole({ min: 1 }) version!: number;
  @Text({ max: 40 }) action!: string;
  @Choice(WORK_ORDER_STATUSES, { nullable: true }) from!: WorkOrderStatus | null;
  @Choice(WORK_ORDER_STATUSES) to!: WorkOrderStatus;
  @Text({ max: 120 }) by!: string;
  @Text({ max: 120 }) actor!: string;
  @Choice(HOLD_REASONS, { nullable: true }) holdReason!: HoldReason | null;
  @Text({ max: 1000, nullable: true }) reason!: string | null;
  @Instant() at!: string;
}

/** Asks what happened to a work order, newest first. */
@QueryContract('maintenance.list-work-order-history')
export class ListWorkOrderHistory extends PageRequest<WorkOrderHistoryView> {
  @Uuid() workOrderId!: string;
}
