import { Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import type { Attempt } from '../domain/decide-delivery.js';
import type { Delivery } from '../domain/delivery.js';
import { NotificationConfig } from '../notification.config.js';

const TIMEOUT_MS = 10_000;

function textOf(delivery: Delivery): string {
  const facts = [
    ['Severity', delivery.severity],
    ['Equipment', delivery.equipmentId],
    ['Work order', delivery.workOrderNumber],
    ['Work order id', delivery.workOrderId],
    ['Told of by', delivery.aboutType],
    ['Correlation id', delivery.correlationId],
  ];
  const told = facts.flatMap(([name, value]) => (value ? [`${name ?? ''}: ${value}`] : []));
  return `${delivery.body}\n\n${told.join('\n')}\n`;
}

/** E-mail; its Message-ID is the notification's, so that a mailbox can know a repeated one. */
@Injectable()
export class EmailChannel {
  constructor(private readonly config: NotificationConfig) {}

  async deliver(delivery: Delivery): Promise<Attempt> {
    const transport = createTransport({
      url: this.config.smtpUrl,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
    });
    try {
      await transport.sendMail({
        from: this.config.smtpFrom,
        to: { name: delivery.recipient, address: delivery.address },
        subject: delivery.title,
        text: textOf(delivery),
        messageId: `<${delivery.id}@notification.millwright>`,
        headers: { 'X-Correlation-Id': delivery.correlationId },
      });
      return { kind: 'accepted' };
    } catch (error) {
      return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
    } finally {
      transport.close();
    }
  }
}
