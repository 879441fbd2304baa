import { AnomalyDetected, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { anomalySource } from '../domain/condition-change.js';
import { FollowCondition } from '../following/follow-condition.js';

const SEVERITY = { alert: 'medium', alarm: 'high' } as const;

@Handles(AnomalyDetected)
export class RaiseAlarmOnAnomalyDetected implements EventHandler<AnomalyDetected> {
  constructor(private readonly conditions: FollowCondition) {}

  handle(found: AnomalyDetected, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    const severity = SEVERITY[found.severity];
    const began = { kind: 'began', severity, message: found.explanation } as const;
    return this.conditions.follow({ ...anomalySource(found), ...began }, about.correlationid, tx);
  }
}
