import { EscalationLevelReached, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { messageOfOverdue } from '../domain/message.js';
import { NotifyContacts } from '../notify-contacts.js';

@Handles(EscalationLevelReached)
export class NotifyContactsOnEscalationLevelReached implements EventHandler<EscalationLevelReached> {
  constructor(private readonly contacts: NotifyContacts) {}

  handle(event: EscalationLevelReached, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    return this.contacts.tell(messageOfOverdue(event), about, tx);
  }
}
