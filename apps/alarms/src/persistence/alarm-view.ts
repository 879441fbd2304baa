import type { AlarmJudgement, AlarmView } from '@libs/contracts';
import { alarmState } from '../domain/alarm-parts.js';
import { allowedActions } from '../domain/alarm-refusal.js';
import type { Alarm } from './alarm.entity.js';

/** An alarm in the words of its contract. */
export function alarmView(alarm: Alarm): AlarmView {
  return {
    id: alarm.id,
    equipmentId: alarm.equipmentId,
    equipmentCode: alarm.equipmentCode,
    equipmentName: alarm.equipmentName,
    caseId: alarm.caseId,
    rule: alarm.rule,
    state: alarmState(alarm),
    active: alarm.active,
    acknowledged: alarm.acked,
    latched: alarm.latched,
    severity: alarm.severity,
    message: alarm.message,
    count: alarm.count,
    occurredAt: alarm.occurredAt.toISOString(),
    raisedAt: alarm.raisedAt.toISOString(),
    acknowledgedAt: alarm.acknowledgedAt?.toISOString() ?? null,
    acknowledgedBy: alarm.acknowledgedBy,
    shelvedUntil: alarm.shelvedUntil?.toISOString() ?? null,
    shelvedBy: alarm.shelvedBy,
    shelveReason: alarm.shelveReason,
    suppressedBy: [...alarm.suppressedBy],
    outOfServiceBy: alarm.outOfServiceBy,
    returnedAt: alarm.returnedAt?.toISOString() ?? null,
    clearedAt: alarm.clearedAt?.toISOString() ?? null,
    allowed: allowedActions(alarm),
    correlationId: alarm.correlationId,
    judgement: judgementView(alarm),
  };
}

function judgementView(alarm: Alarm): AlarmJudgement | null {
  const { answer, judgedBy: by, judgedAt, wrongReason: reason, judgementComment } = alarm;
  if (answer === null || by === null || judgedAt === null) return null;
  const said = { answer, by, at: judgedAt.toISOString(), reason, comment: judgementComment };
  return { ...said, workOrderId: alarm.judgingWorkOrderId };
}
