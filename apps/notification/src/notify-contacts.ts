import { Injectable } from '@nestjs/common';
import { draft, NotificationSent, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { v7 as uuidv7 } from 'uuid';
import type { Message } from './domain/message.js';
import { isTold } from './domain/who-is-told.js';
import { ContactRepository } from './persistence/contact.repository.js';
import { NotificationRepository } from './persistence/notification.repository.js';

/** One notification for each contact that asked for it; those in the app are there at once. */
@Injectable()
export class NotifyContacts {
  constructor(
    private readonly contacts: ContactRepository,
    private readonly notifications: NotificationRepository,
  ) {}

  async tell(message: Message, about: CloudEvent, tx: Transaction): Promise<EventDraft[]> {
    const now = new Date();
    const told = (await this.contacts.findEnabled(tx)).filter((each) => isTold(each, message));
    const { topic: _, ...content } = message;
    const rows = told.map((contact) => ({
      ...content,
      id: uuidv7(),
      contactId: contact.id,
      recipient: contact.name,
      channel: contact.channel,
      address: contact.address,
      status: contact.channel === 'in_app' ? ('sent' as const) : ('queued' as const),
      sentAt: contact.channel === 'in_app' ? now : null,
      aboutType: about.type,
      aboutEventId: about.id,
      correlationId: about.correlationid,
      attempts: 0,
      lastError: null,
      createdAt: now,
      readAt: null,
    }));
    const added = await this.notifications.addMissing(rows, tx);
    return rows
      .filter((row) => row.status === 'sent' && added.has(row.id))
      .map(({ id: notificationId, recipient, channel, title, aboutEventId, attempts }) =>
        draft(NotificationSent, {
          notificationId,
          recipient,
          channel,
          title,
          aboutEventId,
          attempts,
        }),
      );
  }
}
