import { EventContract } from '../envelope/event-contract.js';
import { Choice, Text, Uuid } from '../fields/kinds.js';
import { FEEDBACK_ANSWERS, type FeedbackAnswer } from '../words.js';
import { codesOf } from './failure-codes.js';
import { MaintenanceRecordFields } from './record.requests.js';

/** Maintenance was recorded: all that is known of it. */
@EventContract('maintenance.record.added.v1')
export class MaintenanceRecordAdded extends MaintenanceRecordFields {
  @Uuid() recordId!: string;
  @Text({ max: 120 }) recordedBy!: string;
}

/** Somebody who was there said whether the alarm was right. */
@EventContract('maintenance.feedback.given.v1')
export class FeedbackGiven {
  @Uuid() workOrderId!: string;
  @Uuid() equipmentId!: string;
  @Uuid({ optional: true }) caseId?: string;
  @Choice(FEEDBACK_ANSWERS) answer!: FeedbackAnswer;
  @Text({ max: 1000, optional: true }) comment?: string;
  @Choice(codesOf('mode'), { optional: true }) failureMode?: string;
  @Text({ max: 120 }) givenBy!: string;
}
