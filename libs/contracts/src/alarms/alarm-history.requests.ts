import { Choice, Instant, Text, Uuid } from '../fields/kinds.js';
import { QueryContract } from '../envelope/request-contract.js';
import { PageRequest } from '../paging.js';
import { ALARM_STATES, SEVERITIES, type AlarmState, type Severity } from '../words.js';

/** What can happen to an alarm. */
export const ALARM_HAPPENINGS = [
  'raised',
  'reraised',
  'severity_raised',
  'acknowledged',
  'returned',
  'cleared',
  'reset',
  'shelved',
  'unshelved',
  'suppressed',
  'unsuppressed',
  'commented',
  'judged',
] as const;
export type AlarmHappening = (typeof ALARM_HAPPENINGS)[number];

/** One thing that happened to an alarm. */
export class AlarmHistoryView {
  @Uuid() id!: string;
  @Uuid() alarmId!: string;
  @Choice(ALARM_HAPPENINGS) happened!: AlarmHappening;
  @Choice(ALARM_STATES, { description: 'Its state afterwards' }) state!: AlarmState;
  @Choice(SEVERITIES) severity!: Severity;
  @Text({ max: 120, description: 'Who did it' }) by!: string;
  @Text({ max: 1000, nullable: true, description: 'Reason, cause or comment' }) text!:
    string | null;
  @Instant({ description: 'By the plant' }) occurredAt!: string;
  @Instant({ description: 'When it was noted here' }) notedAt!: string;
}

/** Asks what happened to an alarm, newest first. */
@QueryContract('alarms.list-alarm-history')
export class ListAlarmHistory extends PageRequest<AlarmHistoryView> {
  @Uuid() alarmId!: string;
}
