import { AlarmRaised, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { messageOfAlarm } from '../domain/message.js';
import { NotifyContacts } from '../notify-contacts.js';

@Handles(AlarmRaised)
export class NotifyContactsOnAlarmRaised implements EventHandler<AlarmRaised> {
  constructor(private readonly contacts: NotifyContacts) {}

  handle(event: AlarmRaised, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    return this.contacts.tell(messageOfAlarm(event), about, tx);
  }
}
