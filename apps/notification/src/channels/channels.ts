import { Injectable } from '@nestjs/common';
import {
  decideBeforehand,
  decideDelivery,
  type Attempt,
  type Decision,
} from '../domain/decide-delivery.js';
import type { Delivery } from '../domain/delivery.js';
import { NotificationConfig } from '../notification.config.js';
import { EmailChannel } from './email-channel.js';
import { WebhookChannel } from './webhook-channel.js';

/** Makes one attempt through the channel of a notification, and says what becomes of it. */
@Injectable()
export class Channels {
  constructor(
    private readonly webhook: WebhookChannel,
    private readonly email: EmailChannel,
    private readonly config: NotificationConfig,
  ) {}

  async attempt(delivery: Delivery): Promise<Decision> {
    const delaysMs = this.config.deliveryDelaysSeconds
      .split(',')
      .map((each) => Number(each) * 1000);
    return (
      decideBeforehand(delivery, delaysMs) ??
      decideDelivery(await this.deliver(delivery), delivery.attempts, delaysMs)
    );
  }

  private async deliver(delivery: Delivery): Promise<Attempt> {
    switch (delivery.channel) {
      case 'webhook':
        return this.webhook.deliver(delivery);
      case 'email':
        return this.email.deliver(delivery);
      case 'in_app':
        return { kind: 'accepted' };
    }
  }
}
