import { WorkOrderAssigned, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { messageOfAssignedWorkOrder } from '../domain/message.js';
import { NotifyContacts } from '../notify-contacts.js';

@Handles(WorkOrderAssigned)
export class NotifyContactsOnWorkOrderAssigned implements EventHandler<WorkOrderAssigned> {
  constructor(private readonly contacts: NotifyContacts) {}

  handle(event: WorkOrderAssigned, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    return this.contacts.tell(messageOfAssignedWorkOrder(event), about, tx);
  }
}
