import { EventContract } from '../envelope/event-contract.js';
import { CommandContract } from '../envelope/request-contract.js';
import { Choice, Flag, Instant, Text, Uuid } from '../fields/kinds.js';
import { UuidList } from '../fields/records.js';
import { FEEDBACK_ANSWERS, type FeedbackAnswer } from '../words.js';
import { AlarmEvent } from './alarm.events.js';
import { AlarmStep } from './alarm-steps.requests.js';
import { WRONG_ALARM_REASONS, type WrongAlarmReason } from './alarm.requests.js';

/** Says whether an acknowledged alarm was right; what is said of its case's work wins over it. */
@CommandContract('alarms.judge-alarm')
export class JudgeAlarm extends AlarmStep {
  @Flag() right!: boolean;
  @Choice(WRONG_ALARM_REASONS, { optional: true, description: 'Of a wrong one: why' })
  reason?: WrongAlarmReason;
  @Text({ max: 1000, optional: true }) comment?: string;
}

/** It was said whether an alarm was right; the last word counts. */
@EventContract('alarms.alarm.judged.v1')
export class AlarmJudged extends AlarmEvent {
  @Choice(FEEDBACK_ANSWERS) answer!: FeedbackAnswer;
  @Choice(FEEDBACK_ANSWERS, { optional: true, description: 'What was said of it before' })
  previousAnswer?: FeedbackAnswer;
  @Text({ max: 120 }) judgedBy!: string;
  @Instant() judgedAt!: string;
  @Choice(WRONG_ALARM_REASONS, { optional: true }) reason?: WrongAlarmReason;
  @Text({ max: 1000, optional: true }) comment?: string;
  @Uuid({ optional: true, description: 'Whose closing said so, for the whole case' })
  workOrderId?: string;
  @UuidList({ max: 100, description: 'The anomalies that raised it' }) anomalyIds!: string[];
}
