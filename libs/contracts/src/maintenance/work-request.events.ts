import { EventContract } from '../envelope/event-contract.js';
import { Choice, Text, Uuid } from '../fields/kinds.js';
import { SEVERITIES, type Severity } from '../words.js';

/** What every event of a work request tells. */
abstract class WorkRequestEvent {
  @Uuid() workRequestId!: string;
  @Uuid() equipmentId!: string;
  @Choice(SEVERITIES) severity!: Severity;
  @Text({ max: 200 }) title!: string;
  @Text({ max: 120 }) by!: string;
}

/** A person reported a fault. */
@EventContract('maintenance.work_request.submitted.v1')
export class WorkRequestSubmitted extends WorkRequestEvent {}

/** A report is to be looked after. */
@EventContract('maintenance.work_request.approved.v1')
export class WorkRequestApproved extends WorkRequestEvent {}

/** Nothing will be done about a report. */
@EventContract('maintenance.work_request.rejected.v1')
export class WorkRequestRejected extends WorkRequestEvent {
  @Text({ max: 1000 }) reason!: string;
}

/** It was reported before. */
@EventContract('maintenance.work_request.marked_duplicate.v1')
export class WorkRequestMarkedDuplicate extends WorkRequestEvent {
  @Uuid() duplicateOf!: string;
}

/** A report was taken back. */
@EventContract('maintenance.work_request.cancelled.v1')
export class WorkRequestCancelled extends WorkRequestEvent {}

/** A report became a work order. */
@EventContract('maintenance.work_request.converted.v1')
export class WorkRequestConverted extends WorkRequestEvent {
  @Uuid() workOrderId!: string;
}
