import { AddContact } from '@libs/contracts';
import { Sealer } from '@libs/database';
import { Answers, Refusal, type Answer, type Call, type RequestHandler } from '@libs/messaging';
import { OutgoingRefused, readUrl } from '@libs/outgoing';
import { v7 as uuidv7 } from 'uuid';
import { newWebhookSecret } from '../channels/webhook-signature.js';
import { NotificationConfig } from '../notification.config.js';
import { ContactRepository, contactView, secretPlace } from '../persistence/contact.repository.js';

function refuse(field: string, message: string): Refusal {
  return Refusal.invalid([{ field, message }]);
}

@Answers(AddContact)
export class AddContactHandler implements RequestHandler<AddContact> {
  constructor(
    private readonly contacts: ContactRepository,
    private readonly config: NotificationConfig,
    private readonly sealer: Sealer,
  ) {}

  async execute({ request, tx }: Call<AddContact>): Promise<Answer<AddContact>> {
    const secret = request.channel === 'webhook' ? newWebhookSecret() : null;
    const id = uuidv7();
    const row = {
      id,
      name: request.name,
      channel: request.channel,
      address: this.addressOf(request),
      secret: secret && this.sealer.seal(secret, secretPlace(id)),
      topics: request.topics,
      minimumSeverity: request.minimumSeverity ?? 'low',
      enabled: true,
      createdAt: new Date(),
      removedAt: null,
    };
    await this.contacts.add(row, tx);
    const reply = contactView(row);
    if (secret !== null) reply.secret = secret;
    return { reply };
  }

  private addressOf({ channel, webhookUrl, email }: AddContact): string | null {
    switch (channel) {
      case 'in_app':
        return null;
      case 'webhook':
        if (!webhookUrl) throw refuse('webhookUrl', 'webhookUrl is needed for a webhook contact');
        return this.checked(webhookUrl);
      case 'email':
        if (!email) throw refuse('email', 'email is needed for an e-mail contact');
        if (!this.config.smtpUrl) {
          throw refuse('channel', 'e-mail is not set up; set SMTP_URL for the notification agent');
        }
        return email;
    }
  }

  /** Tells what could never be sent; where a name leads is looked at with each message. */
  private checked(webhookUrl: string): string {
    try {
      readUrl(webhookUrl, { allowPrivate: this.config.webhookAllowPrivate === 'true' });
      return webhookUrl;
    } catch (error) {
      if (error instanceof OutgoingRefused) throw refuse('webhookUrl', error.message);
      throw error;
    }
  }
}
