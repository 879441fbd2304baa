import { EventContract } from '../envelope/event-contract.js';
import { Choice, Instant, Text, Uuid, Whole } from '../fields/kinds.js';
import { SEVERITIES, SUPPRESSIONS, type Severity, type SuppressionKind } from '../words.js';

/** What every event of an alarm tells. */
export abstract class AlarmEvent {
  @Uuid() alarmId!: string;
  @Uuid() equipmentId!: string;
  @Text({ max: 120, description: 'What raised it, e.g. anomaly:vibration' }) rule!: string;
  @Choice(SEVERITIES) severity!: Severity;
  @Text({ max: 1000 }) message!: string;
  @Instant({ description: 'When the condition changed, by the plant' }) occurredAt!: string;
  @Choice(SUPPRESSIONS, { optional: true, description: 'Present while it asks nobody' })
  suppression?: SuppressionKind;
  @Uuid({ optional: true }) caseId?: string;
}

/** A condition became true for which no alarm was open. */
@EventContract('alarms.alarm.raised.v1')
export class AlarmRaised extends AlarmEvent {
  @Uuid({ optional: true, description: 'The flood in which it is listed instead of told' })
  floodId?: string;
}

/** The condition of an open alarm became true again. */
@EventContract('alarms.alarm.reraised.v1')
export class AlarmReraised extends AlarmEvent {
  @Whole({ min: 2 }) count!: number;
}

/** The condition of an open alarm got worse; it asks for attention again. */
@EventContract('alarms.alarm.severity_raised.v1')
export class AlarmSeverityRaised extends AlarmEvent {
  @Choice(SEVERITIES) previousSeverity!: Severity;
}

/** A person has seen the alarm. */
@EventContract('alarms.alarm.acknowledged.v1')
export class AlarmAcknowledged extends AlarmEvent {
  @Text({ max: 120 }) acknowledgedBy!: string;
  @Text({ max: 1000, optional: true }) comment?: string;
}

/** The condition ended, but the alarm is not over: unacknowledged, latched or suppressed. */
@EventContract('alarms.alarm.returned.v1')
export class AlarmReturned extends AlarmEvent {}

/** Nothing of the alarm is left: normal, acknowledged, not latched, not suppressed. */
@EventContract('alarms.alarm.cleared.v1')
export class AlarmCleared extends AlarmEvent {}

/** A person reset a latched alarm whose condition has ended. */
@EventContract('alarms.alarm.reset.v1')
export class AlarmReset extends AlarmEvent {
  @Text({ max: 120 }) resetBy!: string;
}

/** A person wrote something about an alarm. */
@EventContract('alarms.alarm.commented.v1')
export class AlarmCommented extends AlarmEvent {
  @Text({ max: 120 }) commentedBy!: string;
  @Text({ max: 1000 }) comment!: string;
}
