import { Choice, Instant, Text, TextList, Uuid } from '../fields/kinds.js';
import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import { PageRequest } from '../paging.js';
import { CASE_STATUSES, type CaseStatus } from '../words.js';
import { CaseView } from './alarm.requests.js';

/** What every step of a case names. */
export abstract class CaseStep extends Request<CaseView> {
  @Uuid() caseId!: string;
  @Text({ max: 1000 }) reason!: string;
}

/** Ends a case because there was no trouble; refused while work is under way. */
@CommandContract('alarms.mark-case-false-positive')
export class MarkCaseFalsePositive extends CaseStep {}

/** Ends a case as part of another, which takes its alarms. */
@CommandContract('alarms.mark-case-duplicate')
export class MarkCaseDuplicate extends CaseStep {
  @Uuid() duplicateOf!: string;
}

/** Goes on with an ended case, as long as the plant's policy allows. */
@CommandContract('alarms.reopen-case')
export class ReopenCase extends CaseStep {}

/** What a case may rest on besides its alarms. */
export const EVIDENCE_KINDS = ['anomaly', 'prediction', 'inspection'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** Something that a case rests on. */
export class CaseEvidenceView {
  @Choice(EVIDENCE_KINDS) kind!: EvidenceKind;
  @Uuid({ description: 'Of the anomaly, prediction or inspection' }) sourceId!: string;
  @Text({ max: 40, optional: true, description: 'The item of an inspection' }) part?: string;
  @Text({ max: 1000 }) text!: string;
  @Instant() occurredAt!: string;
}

/** What became of an anomaly: the case that rests on it, and how that stands or ended. */
export class AnomalyOutcome {
  @Uuid() anomalyId!: string;
  @Uuid() caseId!: string;
  @Choice(CASE_STATUSES, {
    description: 'resolved: there was trouble; false_positive: there was none',
  })
  status!: CaseStatus;
  @Uuid({ nullable: true }) workOrderId!: string | null;
  @Instant({ nullable: true }) endedAt!: string | null;
}

/** Asks what became of anomalies; those that no case rests on are left out. */
@QueryContract('alarms.find-anomaly-outcomes')
export class FindAnomalyOutcomes extends Request<AnomalyOutcome[]> {
  @TextList({ max: 20 }) anomalyIds!: string[];
}

/** Asks what a case rests on, newest first. */
@QueryContract('alarms.list-case-evidence')
export class ListCaseEvidence extends PageRequest<CaseEvidenceView> {
  @Uuid() caseId!: string;
}
