import {
  AlarmAcknowledged,
  AlarmCleared,
  AlarmRaised,
  AlarmReraised,
  AlarmReturned,
  AlarmSeverityRaised,
  draft,
  type EventDraft,
  type Severity,
} from '@libs/contracts';
import type { AlarmHappening } from '../domain/alarm-life.js';
import type { Alarm } from '../persistence/alarm.entity.js';

/** What an event tells beyond the alarm as it now is. */
export interface Circumstances {
  readonly at: Date;
  readonly previousSeverity: Severity;
  readonly comment?: string;
}

export function alarmDraft(
  happened: AlarmHappening,
  alarm: Alarm,
  { at, previousSeverity, comment }: Circumstances,
): EventDraft {
  const { id: alarmId, equipmentId, rule, severity, message, count } = alarm;
  const event = {
    alarmId,
    equipmentId,
    rule,
    severity,
    message,
    occurredAt: at.toISOString(),
  };
  switch (happened) {
    case 'raised':
      return draft(AlarmRaised, event);
    case 'reraised':
      return draft(AlarmReraised, { ...event, count });
    case 'severity_raised':
      return draft(AlarmSeverityRaised, { ...event, previousSeverity });
    case 'acknowledged': {
      const acknowledgedBy = alarm.acknowledgedBy ?? '';
      return draft(AlarmAcknowledged, { ...event, acknowledgedBy, ...(comment && { comment }) });
    }
    case 'returned':
      return draft(AlarmReturned, event);
    case 'cleared':
      return draft(AlarmCleared, event);
  }
}
