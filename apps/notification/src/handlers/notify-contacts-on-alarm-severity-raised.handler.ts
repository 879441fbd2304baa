import { AlarmSeverityRaised, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { messageOfAlarm } from '../domain/message.js';
import { NotifyContacts } from '../notify-contacts.js';

/** Whoever was not told of it in a flood must hear when it becomes critical. */
@Handles(AlarmSeverityRaised)
export class NotifyContactsOnAlarmSeverityRaised implements EventHandler<AlarmSeverityRaised> {
  constructor(private readonly contacts: NotifyContacts) {}

  async handle(
    event: AlarmSeverityRaised,
    tx: Transaction,
    about: CloudEvent,
  ): Promise<EventDraft[]> {
    if (event.severity !== 'critical' || event.suppression !== undefined) return [];
    return this.contacts.tell(messageOfAlarm(event), about, tx);
  }
}
