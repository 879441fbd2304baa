import { RuleRetirementProposed, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { Handles, type EventHandler } from '@libs/messaging';
import { messageOfProposal } from '../domain/message.js';
import { NotifyContacts } from '../notify-contacts.js';

@Handles(RuleRetirementProposed)
export class NotifyContactsOnRuleRetirementProposed implements EventHandler<RuleRetirementProposed> {
  constructor(private readonly contacts: NotifyContacts) {}

  handle(
    proposed: RuleRetirementProposed,
    tx: Transaction,
    about: CloudEvent,
  ): Promise<EventDraft[]> {
    return this.contacts.tell(messageOfProposal(proposed), about, tx);
  }
}
