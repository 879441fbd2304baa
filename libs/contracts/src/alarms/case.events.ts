import { EventContract } from '../envelope/event-contract.js';
import { Choice, Text, Uuid } from '../fields/kinds.js';
import { UuidList } from '../fields/records.js';
import {
  CASE_KINDS,
  CRITICALITIES,
  FEEDBACK_ANSWERS,
  SEVERITIES,
  TRIAGE_VERDICTS,
} from '../words.js';
import type { CaseKind, Criticality, FeedbackAnswer, Severity, TriageVerdict } from '../words.js';

/** What every event of a case tells. */
export abstract class CaseEvent {
  @Uuid() caseId!: string;
  @Uuid() equipmentId!: string;
  @Choice(SEVERITIES) severity!: Severity;
  @Text({ max: 1000 }) title!: string;
  @Choice(CASE_KINDS, { optional: true, default: 'machine' }) kind?: CaseKind;
}

/** The first sign of trouble on a piece of equipment that had no open case. */
@EventContract('alarms.case.opened.v1')
export class CaseOpened extends CaseEvent {}

/** It was decided what is to be done about a case. */
@EventContract('alarms.case.triaged.v1')
export class CaseTriaged extends CaseEvent {
  @Choice(TRIAGE_VERDICTS) verdict!: TriageVerdict;
  @Choice(CRITICALITIES) criticality!: Criticality;
  @Text({ max: 50 }) equipmentCode!: string;
  @Text({ max: 1000, description: 'Why this verdict' }) reason!: string;
}

/** A case is over. */
@EventContract('alarms.case.resolved.v1')
export class CaseResolved extends CaseEvent {
  @Text({ max: 1000 }) reason!: string;
}

/** Who did the work said whether what led to the case was right, and this is what led to it. */
@EventContract('alarms.case.judged.v1')
export class CaseJudged extends CaseEvent {
  @Uuid() workOrderId!: string;
  @Choice(FEEDBACK_ANSWERS) answer!: FeedbackAnswer;
  @Text({ max: 120 }) judgedBy!: string;
  @Text({ max: 1000, optional: true }) comment?: string;
  @Text({ max: 60, optional: true, description: 'ISO 14224' }) failureMode?: string;
  @UuidList({ max: 100 }) alarmIds!: string[];
  @UuidList({ max: 100 }) anomalyIds!: string[];
}

/** There was no trouble: what led to the case was wrong. */
@EventContract('alarms.case.marked_false_positive.v1')
export class CaseMarkedFalsePositive extends CaseEvent {
  @Text({ max: 1000 }) reason!: string;
  @Text({ max: 120 }) markedBy!: string;
}

/** A case turned out to be part of another, which has its alarms now. */
@EventContract('alarms.case.merged.v1')
export class CaseMerged extends CaseEvent {
  @Uuid() intoCaseId!: string;
  @Text({ max: 1000 }) reason!: string;
  @Text({ max: 120 }) mergedBy!: string;
}

/** An ended case goes on. */
@EventContract('alarms.case.reopened.v1')
export class CaseReopened extends CaseEvent {
  @Text({ max: 1000 }) reason!: string;
  @Text({ max: 120 }) reopenedBy!: string;
}
