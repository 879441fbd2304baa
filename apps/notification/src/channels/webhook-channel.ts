import { Injectable } from '@nestjs/common';
import { Sealer } from '@libs/database';
import { fetchSafely, type OutgoingAnswer } from '@libs/outgoing';
import type { Attempt } from '../domain/decide-delivery.js';
import type { Delivery } from '../domain/delivery.js';
import { NotificationConfig } from '../notification.config.js';
import { secretPlace } from '../persistence/contact.repository.js';
import { signedHeaders } from './webhook-signature.js';

/** The same bytes at every attempt. */
function bodyOf(delivery: Delivery): string {
  const { title, body, severity, equipmentId, workOrderId, workOrderNumber } = delivery;
  return JSON.stringify({
    type: delivery.aboutType,
    timestamp: delivery.createdAt.toISOString(),
    data: {
      notificationId: delivery.id,
      recipient: delivery.recipient,
      title,
      text: body,
      severity,
      equipmentId,
      workOrderId,
      workOrderNumber,
      aboutEventId: delivery.aboutEventId,
      correlationId: delivery.correlationId,
    },
  });
}

function retryAfterMs(header: string | undefined, now: Date): number {
  if (header === undefined) return 0;
  const seconds = Number(header);
  const waitMs = Number.isNaN(seconds) ? Date.parse(header) - now.getTime() : seconds * 1000;
  return Number.isNaN(waitMs) ? 0 : Math.max(0, waitMs);
}

function judge({ status, headers }: OutgoingAnswer): Attempt {
  if (status >= 200 && status < 300) return { kind: 'accepted' };
  const reason = `The receiver answered ${status}.`;
  if (status === 410) return { kind: 'gone', reason };
  const wait = retryAfterMs(headers['retry-after'], new Date());
  return { kind: 'failed', reason, retryAfterMs: wait };
}

/** Webhooks by https://www.standardwebhooks.com; a redirect is a failure. */
@Injectable()
export class WebhookChannel {
  constructor(
    private readonly config: NotificationConfig,
    private readonly sealer: Sealer,
  ) {}

  async deliver(delivery: Delivery): Promise<Attempt> {
    try {
      return judge(await this.post(delivery));
    } catch (error) {
      return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  private async post(delivery: Delivery): Promise<OutgoingAnswer> {
    const body = bodyOf(delivery);
    const secret = this.sealer.open(delivery.secret ?? '', secretPlace(delivery.contactId));
    return fetchSafely(delivery.address, {
      method: 'POST',
      body,
      // What a receiver says beyond its status is not needed.
      maxBytes: 0,
      allowPrivate: this.config.webhookAllowPrivate === 'true',
      headers: {
        'content-type': 'application/json',
        ...signedHeaders(secret, delivery.id, new Date(), body),
      },
    });
  }
}
