import { WorkOrderPriorityRaised, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { messageOfRaisedPriority } from '../domain/message.js';
import { NotifyContacts } from '../notify-contacts.js';

@Handles(WorkOrderPriorityRaised)
export class NotifyContactsOnWorkOrderPriorityRaised implements EventHandler<WorkOrderPriorityRaised> {
  constructor(private readonly contacts: NotifyContacts) {}

  handle(
    event: WorkOrderPriorityRaised,
    tx: Transaction,
    about: CloudEvent,
  ): Promise<EventDraft[]> {
    return this.contacts.tell(messageOfRaisedPriority(event), about, tx);
  }
}
