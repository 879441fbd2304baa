import {
  AlarmAcknowledged,
  AlarmCleared,
  AlarmCommented,
  AlarmJudged,
  AlarmRaised,
  AlarmReraised,
  AlarmReset,
  AlarmReturned,
  AlarmSeverityRaised,
  AlarmShelved,
  AlarmSuppressed,
  AlarmUnshelved,
  AlarmUnsuppressed,
  draft,
  type AlarmHappening,
  type EventDraft,
  type Severity,
} from '@libs/contracts';
import { alarmState, suppressionOf } from '../domain/alarm-parts.js';
import type { Alarm } from '../persistence/alarm.entity.js';

/** What an event tells beyond the alarm as it now is. */
export interface Circumstances {
  /** By the plant. */
  readonly at: Date;
  readonly by: string;
  readonly previousSeverity: Severity;
  /** Reason, cause or comment. */
  readonly text?: string;
  readonly floodId?: string;
  readonly previousAnswer?: 'right' | 'wrong' | null;
  readonly anomalyIds?: string[];
}

export function alarmDraft(
  happened: AlarmHappening,
  alarm: Alarm,
  around: Circumstances,
): EventDraft {
  const { at, by, previousSeverity, text, floodId } = around;
  const { id: alarmId, equipmentId, rule, severity, message, count, caseId } = alarm;
  const suppression = suppressionOf(alarm);
  const event = {
    alarmId,
    equipmentId,
    rule,
    severity,
    message,
    occurredAt: at.toISOString(),
    caseId,
    ...(suppression && { suppression }),
  };
  switch (happened) {
    case 'raised':
      return draft(AlarmRaised, { ...event, ...(floodId !== undefined && { floodId }) });
    case 'reraised':
      return draft(AlarmReraised, { ...event, count });
    case 'severity_raised':
      return draft(AlarmSeverityRaised, { ...event, previousSeverity });
    case 'acknowledged':
      return draft(AlarmAcknowledged, {
        ...event,
        acknowledgedBy: by,
        ...(text !== undefined && { comment: text }),
      });
    case 'returned':
      return draft(AlarmReturned, event);
    case 'cleared':
      return draft(AlarmCleared, event);
    case 'reset':
      return draft(AlarmReset, { ...event, resetBy: by });
    case 'shelved': {
      const until = alarm.shelvedUntil?.toISOString() ?? event.occurredAt;
      return draft(AlarmShelved, { ...event, shelvedBy: by, until, reason: text ?? '' });
    }
    case 'unshelved':
      return draft(AlarmUnshelved, { ...event, unshelvedBy: by, state: alarmState(alarm) });
    case 'suppressed':
      return draft(AlarmSuppressed, { ...event, suppressedBy: by, reason: text ?? '' });
    case 'unsuppressed':
      return draft(AlarmUnsuppressed, { ...event, unsuppressedBy: by, state: alarmState(alarm) });
    case 'commented':
      return draft(AlarmCommented, { ...event, commentedBy: by, comment: text ?? '' });
    case 'judged':
      return draft(AlarmJudged, { ...event, ...judgementOf(alarm, around) });
  }
}

function judgementOf(alarm: Alarm, { at, by, previousAnswer, anomalyIds = [] }: Circumstances) {
  const { answer, wrongReason, judgementComment, judgingWorkOrderId } = alarm;
  return {
    answer: answer ?? ('not_sure' as const),
    ...(previousAnswer && { previousAnswer }),
    ...{ judgedBy: by, judgedAt: at.toISOString() },
    ...(wrongReason !== null && { reason: wrongReason }),
    ...(judgementComment !== null && { comment: judgementComment }),
    ...(judgingWorkOrderId !== null && { workOrderId: judgingWorkOrderId }),
    anomalyIds,
  };
}
