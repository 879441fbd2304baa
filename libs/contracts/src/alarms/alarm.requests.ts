import {
  Choice,
  Flag,
  Instant,
  ListOf,
  Nested,
  Text,
  TextList,
  Uuid,
  Whole,
} from '../fields/kinds.js';
import { UuidList } from '../fields/records.js';
import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import { ListRequest } from '../paging.js';
import { ALARM_ACTIONS, ALARM_STATES, CASE_KINDS, CASE_STATUSES } from '../words.js';
import { SEVERITIES, TRIAGE_VERDICTS } from '../words.js';
import type { AlarmAction, AlarmState, CaseKind, CaseStatus } from '../words.js';
import type { Severity, TriageVerdict } from '../words.js';

/** Why an alarm was wrong. */
export const WRONG_ALARM_REASONS = [
  'nothing_found',
  'operating_change',
  'sensor_fault',
  'known_before',
  'work_under_way',
  'too_sensitive',
  'other',
] as const;
export type WrongAlarmReason = (typeof WRONG_ALARM_REASONS)[number];

/** What was said last of whether an alarm was right. */
export class AlarmJudgement {
  @Choice(['right', 'wrong']) answer!: 'right' | 'wrong';
  @Text({ max: 120 }) by!: string;
  @Instant() at!: string;
  @Choice(WRONG_ALARM_REASONS, { nullable: true }) reason!: WrongAlarmReason | null;
  @Text({ max: 1000, nullable: true }) comment!: string | null;
  @Uuid({ nullable: true, description: 'Whose closing said so; it wins over what others say' })
  workOrderId!: string | null;
}

/** An alarm with its independent parts and the ISA-18.2 state they lead to. */
export class AlarmView {
  @Uuid() id!: string;
  @Uuid() equipmentId!: string;
  @Uuid() caseId!: string;
  @Text({ max: 120 }) rule!: string;
  @Choice(ALARM_STATES) state!: AlarmState;
  @Flag({ description: 'The condition is true' }) active!: boolean;
  @Flag() acknowledged!: boolean;
  @Choice(SEVERITIES) severity!: Severity;
  @Text({ max: 1000 }) message!: string;
  @Whole({ min: 1, description: 'Times the condition became true' }) count!: number;
  @Instant({ description: 'When the condition became true, by the plant' }) occurredAt!: string;
  @Instant({ description: 'When the alarm was raised here' }) raisedAt!: string;
  @Instant({ nullable: true }) acknowledgedAt!: string | null;
  @Text({ max: 120, nullable: true }) acknowledgedBy!: string | null;
  @Instant({ nullable: true }) returnedAt!: string | null;
  @Instant({ nullable: true }) clearedAt!: string | null;
  @Uuid() correlationId!: string;
  @Text({ max: 50, optional: true, nullable: true }) equipmentCode?: string | null;
  @Text({ max: 200, optional: true, nullable: true }) equipmentName?: string | null;
  @Flag({ optional: true, description: 'Stays until it is reset' }) latched?: boolean;
  @Instant({ optional: true, nullable: true }) shelvedUntil?: string | null;
  @Text({ max: 120, optional: true, nullable: true }) shelvedBy?: string | null;
  @Text({ max: 1000, optional: true, nullable: true }) shelveReason?: string | null;
  @TextList({ max: 100, optional: true, description: 'Why it is kept back by design' })
  suppressedBy?: string[];
  @Text({ max: 120, optional: true, nullable: true }) outOfServiceBy?: string | null;
  @TextList({ max: 20, words: ALARM_ACTIONS, optional: true }) allowed?: AlarmAction[];
  @Nested(() => AlarmJudgement, { optional: true, nullable: true, description: 'Was it right?' })
  judgement?: AlarmJudgement | null;
}

/** Asks for alarms, newest first. */
@QueryContract('alarms.list-alarms')
export class ListAlarms extends ListRequest<AlarmView> {
  @Uuid({ optional: true }) equipmentId?: string;
  @Uuid({ optional: true }) caseId?: string;
  @Choice(ALARM_STATES, { optional: true }) state?: AlarmState;
  @Choice(SEVERITIES, { optional: true }) severity?: Severity;
  @Text({ max: 120, optional: true }) rule?: string;
  @Choice(['true', 'false'], { optional: true, description: 'Open: not cleared' }) open?: string;
  @Instant({ optional: true, description: 'Raised here at it or later' }) from?: string;
  @Instant({ optional: true, description: 'Raised here before it' }) to?: string;
}

/** Asks for one alarm. */
@QueryContract('alarms.get-alarm')
export class GetAlarm extends Request<AlarmView> {
  @Uuid() alarmId!: string;
}

/** Says that a person has seen an alarm. */
@CommandContract('alarms.acknowledge-alarm')
export class AcknowledgeAlarm extends Request<AlarmView> {
  @Uuid() alarmId!: string;
  @Text({ max: 1000, optional: true }) comment?: string;
}

/** Why one of several alarms was not acknowledged. */
export class AlarmNotAcknowledged {
  @Uuid() alarmId!: string;
  @Text({ max: 1000 }) reason!: string;
}

/** What came of acknowledging several alarms. */
export class AlarmsAcknowledged {
  @ListOf(() => AlarmView, { max: 100 }) acknowledged!: AlarmView[];
  @ListOf(() => AlarmNotAcknowledged, { max: 100 }) refused!: AlarmNotAcknowledged[];
}

/** Says that a person has seen these alarms; one that cannot be acknowledged keeps none back. */
@CommandContract('alarms.acknowledge-alarms')
export class AcknowledgeAlarms extends Request<AlarmsAcknowledged> {
  @UuidList({ min: 1, max: 100, description: 'Those that were seen' }) alarmIds!: string[];
  @Text({ max: 1000, optional: true }) comment?: string;
}

/** Everything open about one piece of equipment, and what was decided. */
export class CaseView {
  @Uuid() id!: string;
  @Uuid() equipmentId!: string;
  @Choice(CASE_STATUSES) status!: CaseStatus;
  @Choice(SEVERITIES) severity!: Severity;
  @Choice(TRIAGE_VERDICTS, { nullable: true }) verdict!: TriageVerdict | null;
  @Text({ max: 1000 }) title!: string;
  @Text({ max: 1000, nullable: true }) reason!: string | null;
  @Whole({ min: 0 }) alarmCount!: number;
  @Uuid({ nullable: true }) workOrderId!: string | null;
  @Instant() openedAt!: string;
  @Instant({ nullable: true }) resolvedAt!: string | null;
  @Uuid() correlationId!: string;
  @Choice(CASE_KINDS, { optional: true }) kind?: CaseKind;
  @Uuid({ optional: true, nullable: true }) duplicateOf?: string | null;
  @Whole({ min: 0, optional: true }) anomalyCount?: number;
  @Whole({ min: 0, optional: true }) predictionCount?: number;
}

/** Asks for cases, newest first. */
@QueryContract('alarms.list-cases')
export class ListCases extends ListRequest<CaseView> {
  @Uuid({ optional: true }) equipmentId?: string;
  @Choice(CASE_STATUSES, { optional: true }) status?: CaseStatus;
  @Choice(CASE_KINDS, { optional: true }) kind?: CaseKind;
  @Choice(TRIAGE_VERDICTS, { optional: true }) verdict?: TriageVerdict;
  @Choice(SEVERITIES, { optional: true }) severity?: Severity;
  @Instant({ optional: true, description: 'Opened at it or later' }) from?: string;
  @Instant({ optional: true, description: 'Opened before it' }) to?: string;
}

/** Asks for one case. */
@QueryContract('alarms.get-case')
export class GetCase extends Request<CaseView> {
  @Uuid() caseId!: string;
}

/** Ends a case by hand; refused while its alarms are active or work is under way. */
@CommandContract('alarms.resolve-case')
export class ResolveCase extends Request<CaseView> {
  @Uuid() caseId!: string;
  @Text({ max: 1000 }) reason!: string;
}

/** Asks how many alarms and cases there have been, and are open. */
@QueryContract('alarms.count-alarms')
export class CountAlarms extends Request<{
  alarms: number;
  openAlarms: number;
  cases: number;
  openCases: number;
}> {
  @Uuid({ optional: true, description: 'Only those of one equipment' }) equipmentId?: string;
}
