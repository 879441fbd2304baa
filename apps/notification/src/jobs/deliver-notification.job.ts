import { Logger } from '@nestjs/common';
import { draft, NotificationFailed, NotificationSent, type EventDraft } from '@libs/contracts';
import { UnitOfWork, type SystemTransaction, type Transaction } from '@libs/database';
import { GivenUp, OnQueue, type DueWork, type TimedJob, type WaitingWork } from '@libs/jobs';
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
  private readonly logger = new Logger('deliveries');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly deliveries: DeliveryRepository,
    private readonly channels: Channels,
  ) {}

  due(tx: SystemTransaction, limit: number): Promise<readonly DueWork[]> {
    return this.deliveries.leaseDue(limit, tx);
  }

  waiting(tx: SystemTransaction, limit: number): Promise<readonly WaitingWork[]> {
    return this.deliveries.waiting(limit, tx);
  }

  async run({ tenantId, id, attempt, again = false }: DueWork): Promise<void> {
    const delivery = await this.unitOfWork.run(tenantId, (tx) =>
      this.begin(id, attempt, again, tx),
    );
    if (!delivery) return;
    // Outside of any transaction: a slow receiver must not hold a connection.
    const decision = await this.channels.attempt(delivery);
    const recorded = await this.unitOfWork.run(tenantId, (tx) => this.end(delivery, decision, tx));
    this.outbox.wake();
    // The board keeps the job, so that somebody can try again once the cause is mended.
    if (recorded && decision.kind === 'dead') throw new GivenUp(decision.reason);
  }

  private async begin(
    id: string,
    attempt: number,
    again: boolean,
    tx: Transaction,
  ): Promise<Delivery | undefined> {
    const revived = again ? await this.deliveries.step(id, { kind: 'revive' }, tx) : undefined;
    const attempts = revived?.kind === 'moved' ? 0 : attempt;
    const claimed = await this.deliveries.step(id, { kind: 'claim', attempts }, tx);
    if (claimed.kind === 'moved') return this.deliveries.get(id, tx);
    this.logger.debug(`${id} is not delivered now: ${claimed.reason}`);
    return undefined;
  }

  /** Answers false when the attempt was no longer this one's to tell about. */
  private async end(delivery: Delivery, decision: Decision, tx: Transaction): Promise<boolean> {
    const { id, attempts, contactId } = delivery;
    const recorded = await this.deliveries.step(id, { kind: 'record', attempts, decision }, tx);
    if (recorded.kind === 'refused') {
      this.logger.warn(`what came of ${id} is not recorded: ${recorded.reason}`);
      return false;
    }
    if (decision.kind === 'dead' && decision.disableContact) {
      await this.deliveries.disableContact(contactId, tx);
    }
    await this.outbox.add(tx, eventsOf(delivery, decision));
    return true;
  }
}
