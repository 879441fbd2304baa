import { LimitReturned, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { limitSource } from '../domain/condition-change.js';
import { FollowCondition } from '../following/follow-condition.js';

@Handles(LimitReturned)
export class ReturnAlarmOnLimitReturned implements EventHandler<LimitReturned> {
  constructor(private readonly conditions: FollowCondition) {}

  handle(returned: LimitReturned, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    const ended = { ...limitSource(returned), kind: 'ended' } as const;
    return this.conditions.follow(ended, about.correlationid, tx);
  }
}
