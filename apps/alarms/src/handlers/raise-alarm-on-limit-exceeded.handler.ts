import { LimitExceeded, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { limitMessage, limitSource } from '../domain/condition-change.js';
import { FollowCondition } from '../following/follow-condition.js';

@Handles(LimitExceeded)
export class RaiseAlarmOnLimitExceeded implements EventHandler<LimitExceeded> {
  constructor(private readonly conditions: FollowCondition) {}

  handle(exceeded: LimitExceeded, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    const { severity } = exceeded;
    const began = { kind: 'began', severity, message: limitMessage(exceeded) } as const;
    return this.conditions.follow({ ...limitSource(exceeded), ...began }, about.correlationid, tx);
  }
}
