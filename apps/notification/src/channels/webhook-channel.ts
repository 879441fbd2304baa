import { request as overHttp, type IncomingMessage } from 'node:http';
import { request as overHttps } from 'node:https';
import { Injectable } from '@nestjs/common';
import type { Attempt } from '../domain/decide-delivery.js';
import type { Delivery } from '../domain/delivery.js';
import { NotificationConfig } from '../notification.config.js';
import { pinnedLookup } from './public-address.js';
import { signedHeaders } from './webhook-signature.js';

const TIMEOUT_MS = 10_000;

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

function judge(answer: IncomingMessage): Attempt {
  const status = answer.statusCode ?? 0;
  // What it says beyond its status is not needed, but unread it would hold the connection.
  answer.resume();
  if (status >= 200 && status < 300) return { kind: 'accepted' };
  const reason = `The receiver answered ${status}.`;
  if (status === 410) return { kind: 'gone', reason };
  const wait = retryAfterMs(answer.headers['retry-after'], new Date());
  return { kind: 'failed', reason, retryAfterMs: wait };
}

/** Webhooks by https://www.standardwebhooks.com; a redirect is a failure. */
@Injectable()
export class WebhookChannel {
  constructor(private readonly config: NotificationConfig) {}

  async deliver(delivery: Delivery): Promise<Attempt> {
    try {
      return judge(await this.post(delivery));
    } catch (error) {
      return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  private async post(delivery: Delivery): Promise<IncomingMessage> {
    const url = new URL(delivery.address);
    const body = bodyOf(delivery);
    const lookup = await pinnedLookup(url, this.config.webhookAllowPrivate === 'true');
    const send = url.protocol === 'https:' ? overHttps : overHttp;
    return new Promise((resolve, reject) => {
      const call = send(url, {
        method: 'POST',
        lookup,
        agent: false,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'millwright',
          ...signedHeaders(delivery.secret ?? '', delivery.id, new Date(), body),
        },
      });
      call.on('response', resolve);
      call.on('error', reject);
      call.end(body);
    });
  }
}
