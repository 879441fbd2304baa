import { draft, NotificationFailed, NotificationSent, type EventDraft } from '@libs/contracts';
import { UnitOfWork, type SystemTransaction } from '@libs/database';
import { GivenUp, OnQueue, type DueWork, type TimedJob } from '@libs/jobs';
import { Outbox } from '@libs/messaging';
import { Channels } from '../channels/channels.js';
import type { Decision } from '../domain/decide-delivery.js';
import type { Delivery } from '../domain/delivery.js';
import { DeliveryRepository } from '../persistence/delivery.repository.js';

function eventsOf(delivery: Delivery, decision: Decision): EventDraft[] {
  const { id: notificationId, recipient, channel, title, aboutEventId, attempts } = delivery;
  const told = { notificationId, recipient, channel, title, aboutEventId, attempts };
  switch (decision.kind) {
    case 'sent':
      return [draft(NotificationSent, told)];
    case 'dead':
      return [draft(NotificationFailed, { ...told, reason: decision.reason.slice(0, 1000) })];
    case 'retry':
      return [];
  }
}

@OnQueue('deliver-notification')
export class DeliverNotificationJob implements TimedJob {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly deliveries: DeliveryRepository,
    private readonly channels: Channels,
  ) {}

  due(tx: SystemTransaction, limit: number): Promise<readonly DueWork[]> {
    return this.deliveries.leaseDue(limit, tx);
  }

  async run({ tenantId, id, attempt, again = false }: DueWork): Promise<void> {
    const delivery = await this.unitOfWork.run(tenantId, async (tx) => {
      const anew = again && (await this.deliveries.revive(id, tx));
      return this.deliveries.claim(id, anew ? 0 : attempt, tx);
    });
    if (!delivery) return;
    // Outside of any transaction: a slow receiver must not hold a connection.
    const decision = await this.channels.attempt(delivery);
    const recorded = await this.unitOfWork.run(tenantId, async (tx) => {
      const ours = await this.deliveries.record(delivery, decision, tx);
      if (ours) await this.outbox.add(tx, eventsOf(delivery, decision));
      return ours;
    });
    this.outbox.wake();
    // The board keeps the job, so that somebody can try again once the cause is mended.
    if (recorded && decision.kind === 'dead') throw new GivenUp(decision.reason);
  }
}
