import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import { Choice, Instant, Text, TextList, Uuid, Whole } from '../fields/kinds.js';
import { PageRequest } from '../paging.js';
import { SEVERITIES, WORK_ORDER_KINDS, type Severity, type WorkOrderKind } from '../words.js';

/** Life of a work request. */
export const WORK_REQUEST_STATUSES = [
  'submitted',
  'approved',
  'converted',
  'rejected',
  'duplicate',
  'cancelled',
] as const;
export type WorkRequestStatus = (typeof WORK_REQUEST_STATUSES)[number];

/** A fault that a person reported, and what became of it. */
export class WorkRequestView {
  @Uuid() id!: string;
  @Uuid() equipmentId!: string;
  @Choice(WORK_REQUEST_STATUSES) status!: WorkRequestStatus;
  @Choice(SEVERITIES) severity!: Severity;
  @Text({ max: 200 }) title!: string;
  @Text({ max: 4000 }) description!: string;
  @TextList({ max: 20, description: 'Photos and other documents' }) documentIds!: string[];
  @Text({ max: 120 }) reportedBy!: string;
  @Instant() reportedAt!: string;
  @Text({ max: 120, nullable: true }) decidedBy!: string | null;
  @Text({ max: 1000, nullable: true }) reason!: string | null;
  @Uuid({ nullable: true }) workOrderId!: string | null;
  @Uuid({ nullable: true }) duplicateOf!: string | null;
  @TextList({ max: 10, description: 'Actions that the state allows' }) allowedActions!: string[];
  @Whole({ min: 1 }) version!: number;
  @Text({ max: 200, optional: true, nullable: true, description: 'Null until it is known here' })
  equipmentName?: string | null;
}

/** Reports a fault of a piece of equipment. */
@CommandContract('maintenance.submit-work-request')
export class SubmitWorkRequest extends Request<WorkRequestView> {
  @Uuid() equipmentId!: string;
  @Text({ max: 200, example: 'It drips at the seal' }) title!: string;
  @Text({ max: 4000, optional: true }) description?: string;
  @Choice(SEVERITIES, { optional: true, default: 'medium' }) severity?: Severity;
  @TextList({ max: 20, optional: true, description: 'Photos and other documents' })
  documentIds?: string[];
}

/** Asks for work requests, newest first. */
@QueryContract('maintenance.list-work-requests')
export class ListWorkRequests extends PageRequest<WorkRequestView> {
  @Uuid({ optional: true }) equipmentId?: string;
  @Choice(WORK_REQUEST_STATUSES, { optional: true }) status?: WorkRequestStatus;
  @Choice(SEVERITIES, { optional: true }) severity?: Severity;
  @Choice(['true', 'false'], { optional: true, description: 'Neither refused nor made an order' })
  open?: 'true' | 'false';
}

/** Asks for one work request. */
@QueryContract('maintenance.get-work-request')
export class GetWorkRequest extends Request<WorkRequestView> {
  @Uuid() workRequestId!: string;
}

/** Says that what was reported is to be looked after. */
@CommandContract('maintenance.approve-work-request')
export class ApproveWorkRequest extends Request<WorkRequestView> {
  @Uuid() workRequestId!: string;
}

/** Says that nothing will be done about it. */
@CommandContract('maintenance.reject-work-request')
export class RejectWorkRequest extends Request<WorkRequestView> {
  @Uuid() workRequestId!: string;
  @Text({ max: 1000 }) reason!: string;
}

/** Says that it was reported before. */
@CommandContract('maintenance.mark-work-request-duplicate')
export class MarkWorkRequestDuplicate extends Request<WorkRequestView> {
  @Uuid() workRequestId!: string;
  @Uuid() duplicateOf!: string;
}

/** Takes a report back; only who reported it, or who decides on them. */
@CommandContract('maintenance.cancel-work-request')
export class CancelWorkRequest extends Request<WorkRequestView> {
  @Uuid() workRequestId!: string;
}

/** Orders the work that was asked for, under the request's words and files. */
@CommandContract('maintenance.convert-work-request')
export class ConvertWorkRequest extends Request<WorkRequestView> {
  @Uuid() workRequestId!: string;
  @Choice(WORK_ORDER_KINDS, { optional: true, default: 'corrective_deferred' })
  kind?: WorkOrderKind;
}
