import { AlarmFloodStarted, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { messageOfFlood } from '../domain/message.js';
import { NotifyContacts } from '../notify-contacts.js';

@Handles(AlarmFloodStarted)
export class NotifyContactsOnAlarmFloodStarted implements EventHandler<AlarmFloodStarted> {
  constructor(private readonly contacts: NotifyContacts) {}

  handle(flood: AlarmFloodStarted, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    return this.contacts.tell(messageOfFlood(flood), about, tx);
  }
}
