import { AlarmRaised, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { HearNews } from '../following/hear-news.js';

@Handles(AlarmRaised)
export class CountForPlansOnAlarmRaised implements EventHandler<AlarmRaised> {
  constructor(private readonly plans: HearNews) {}

  handle(event: AlarmRaised, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    const at = { at: Date.parse(event.occurredAt), correlationId: about.correlationid };
    const news = { kind: 'event', event: 'alarms.alarm.raised' } as const;
    return this.plans.hear(event.equipmentId, news, at, tx);
  }
}
