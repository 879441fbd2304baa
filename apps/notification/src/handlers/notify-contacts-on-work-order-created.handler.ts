import { WorkOrderCreated, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { messageOfCreatedWorkOrder } from '../domain/message.js';
import { NotifyContacts } from '../notify-contacts.js';

@Handles(WorkOrderCreated)
export class NotifyContactsOnWorkOrderCreated implements EventHandler<WorkOrderCreated> {
  constructor(private readonly contacts: NotifyContacts) {}

  handle(event: WorkOrderCreated, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    return this.contacts.tell(messageOfCreatedWorkOrder(event), about, tx);
  }
}
