import { AnomalyExpired, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { anomalySource } from '../domain/condition-change.js';
import { FollowCondition } from '../following/follow-condition.js';

@Handles(AnomalyExpired)
export class ReturnAlarmOnAnomalyExpired implements EventHandler<AnomalyExpired> {
  constructor(private readonly conditions: FollowCondition) {}

  handle(expired: AnomalyExpired, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    const ended = { ...anomalySource(expired), kind: 'ended' } as const;
    return this.conditions.follow(ended, about.correlationid, tx);
  }
}
