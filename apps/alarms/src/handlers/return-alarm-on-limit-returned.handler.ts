import { LimitReturned, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { limitSource } from '../domain/condition-change.js';
import { newsOfEnd } from '@libs/alarm-rules';
import { HearPlant } from '../following/hear-plant.js';

@Handles(LimitReturned)
export class ReturnAlarmOnLimitReturned implements EventHandler<LimitReturned> {
  constructor(private readonly plant: HearPlant) {}

  handle(returned: LimitReturned, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    const change = { ...limitSource(returned), kind: 'ended' } as const;
    const news = { change, rules: newsOfEnd(returned.limitId, returned.measuredAt) };
    return this.plant.hear(news, about.correlationid, tx);
  }
}
