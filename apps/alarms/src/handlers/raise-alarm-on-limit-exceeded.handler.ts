import { LimitExceeded, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { limitMessage, limitSource } from '../domain/condition-change.js';
import { newsOfLimit } from '@libs/alarm-rules';
import { HearPlant } from '../following/hear-plant.js';

@Handles(LimitExceeded)
export class RaiseAlarmOnLimitExceeded implements EventHandler<LimitExceeded> {
  constructor(private readonly plant: HearPlant) {}

  handle(exceeded: LimitExceeded, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    const { severity } = exceeded;
    const message = limitMessage(exceeded);
    const change = { ...limitSource(exceeded), kind: 'began', severity, message } as const;
    const news = { change, rules: newsOfLimit(exceeded) };
    return this.plant.hear(news, about.correlationid, tx);
  }
}
