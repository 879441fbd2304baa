import { WorkOrderGlassBroken, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { messageOfBrokenGlass } from '../domain/message.js';
import { NotifyContacts } from '../notify-contacts.js';

@Handles(WorkOrderGlassBroken)
export class NotifyContactsOnWorkOrderGlassBroken implements EventHandler<WorkOrderGlassBroken> {
  constructor(private readonly contacts: NotifyContacts) {}

  handle(event: WorkOrderGlassBroken, tx: Transaction, about: CloudEvent): Promise<EventDraft[]> {
    return this.contacts.tell(messageOfBrokenGlass(event), about, tx);
  }
}
