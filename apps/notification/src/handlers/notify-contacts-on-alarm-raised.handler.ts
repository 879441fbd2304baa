import { AlarmRaised, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { messageOfAlarm } from '../domain/message.js';
import { NotifyContacts } from '../notify-contacts.js';

@Handles(AlarmRaised)
export class NotifyContactsOnAlarmRaised implements EventHandler<AlarmRaised> {
  constructor(private readonly contacts: NotifyContacts) {}

  async handle(event: AlarmRaised, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    const inFlood = event.floodId !== undefined && event.severity !== 'critical';
    if (inFlood || event.suppression !== undefined) return [];
    return this.contacts.tell(messageOfAlarm(event), about, tx);
  }
}
