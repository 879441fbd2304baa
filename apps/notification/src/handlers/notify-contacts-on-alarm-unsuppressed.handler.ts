import { AlarmUnsuppressed, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { messageOfRestoredAlarm } from '../domain/message.js';
import { NotifyContacts } from '../notify-contacts.js';

@Handles(AlarmUnsuppressed)
export class NotifyContactsOnAlarmUnsuppressed implements EventHandler<AlarmUnsuppressed> {
  constructor(private readonly contacts: NotifyContacts) {}

  async handle(
    event: AlarmUnsuppressed,
    tx: Transaction,
    about: CloudEvent,
  ): Promise<EventDraft[]> {
    if (event.state !== 'unacknowledged') return [];
    return this.contacts.tell(messageOfRestoredAlarm(event), about, tx);
  }
}
