import type { AlarmView } from '@libs/contracts';
import { alarmState } from '../domain/alarm-life.js';
import type { Alarm } from './alarm.entity.js';

/** An alarm in the words of its contract. */
export function alarmView(alarm: Alarm): AlarmView {
  return {
    id: alarm.id,
    equipmentId: alarm.equipmentId,
    caseId: alarm.caseId,
    rule: alarm.rule,
    state: alarmState(alarm),
    active: alarm.active,
    acknowledged: alarm.acked,
    severity: alarm.severity,
    message: alarm.message,
    count: alarm.count,
    occurredAt: alarm.occurredAt.toISOString(),
    raisedAt: alarm.raisedAt.toISOString(),
    acknowledgedAt: alarm.acknowledgedAt?.toISOString() ?? null,
    acknowledgedBy: alarm.acknowledgedBy,
    returnedAt: alarm.returnedAt?.toISOString() ?? null,
    clearedAt: alarm.clearedAt?.toISOString() ?? null,
    correlationId: alarm.correlationId,
  };
}
