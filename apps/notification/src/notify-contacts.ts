import { Injectable } from '@nestjs/common';
import { draft, NotificationSent, type CloudEvent, type EventDraft } from '@libs/contracts';
import type { Transaction } from '@libs/database';
import { v7 as uuidv7 } from 'uuid';
import { ATTENTION_WINDOW_MS, isRationed, ration } from './domain/attention.js';
import type { Message } from './domain/message.js';
import { isTold } from './domain/who-is-told.js';
import type { ContactEntity } from './persistence/contact.entity.js';
import { ContactRepository } from './persistence/contact.repository.js';
import { NotificationRepository } from './persistence/notification.repository.js';

const NOTHING = { messages: 0, summarised: false };

/** One notification for each contact that asked for it; those in the app are there at once. */
@Injectable()
export class NotifyContacts {
  constructor(
    private readonly contacts: ContactRepository,
    private readonly notifications: NotificationRepository,
  ) {}

  async tell(message: Message, about: CloudEvent, tx: Transaction): Promise<EventDraft[]> {
    const now = new Date();
    const rows = (await this.whom(message, now, tx)).map(({ contact, message: given }) =>
      notificationFor(contact, given, about, now),
    );
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

  /** Who is told what: in a flood nobody more than can be taken in. */
  private async whom(message: Message, now: Date, tx: Transaction) {
    const rationed = isRationed(message);
    if (rationed) await this.contacts.lockEnabled(tx);
    const concerned = (await this.contacts.findEnabled(tx)).filter((each) => isTold(each, message));
    if (!rationed) return concerned.map((contact) => ({ contact, message }));
    const window = new Date(now.getTime() - ATTENTION_WINDOW_MS);
    const told = await this.notifications.toldSince(window, tx);
    return concerned.flatMap((contact) => {
      const given = ration(message, told.get(contact.id) ?? NOTHING);
      return given ? [{ contact, message: given }] : [];
    });
  }
}

function notificationFor(
  contact: ContactEntity,
  { topic: _, tells: __, summary = false, ...content }: Message,
  about: CloudEvent,
  now: Date,
) {
  const inApp = contact.channel === 'in_app';
  return {
    ...content,
    summary,
    id: uuidv7(),
    contactId: contact.id,
    recipient: contact.name,
    channel: contact.channel,
    address: contact.address,
    status: inApp ? ('sent' as const) : ('queued' as const),
    sentAt: inApp ? now : null,
    aboutType: about.type,
    aboutEventId: about.id,
    correlationId: about.correlationid,
    attempts: 0,
    lastError: null,
    createdAt: now,
    readAt: null,
  };
}
