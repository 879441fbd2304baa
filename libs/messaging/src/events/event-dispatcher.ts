import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { eventContractOf, type CloudEvent } from '@libs/contracts';
import { UnitOfWork, type Transaction } from '@libs/database';
import { nextTraceparent, runInTrace } from '@libs/runtime';
import { handledEventOf, type EventHandler, type EventHandlerClass } from './event-handler.js';
import { enterInbox } from './inbox.js';
import { Outbox } from './outbox.js';

/** What handling an event came to. Errors are told, not thrown: Nest would rename them. */
export type EventOutcome =
  | { readonly kind: 'handled' }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** An event to be handled, in a transaction of its own unless it is handled together with others. */
export interface EventCall {
  readonly event: CloudEvent;
  readonly within?: Transaction;
}

/** Runs an event's handler: inbox row, state change and outbox rows in one transaction. */
@Injectable()
export class EventDispatcher {
  constructor(
    private readonly modules: ModuleRef,
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
  ) {}

  async dispatch(type: EventHandlerClass, { event, within }: EventCall): Promise<EventOutcome> {
    const contract = handledEventOf(type);
    if (!contract) throw new Error(`${type.name} carries no @Handles`);
    const handler = this.modules.get<EventHandler<object>>(type, { strict: false });
    const consumer = eventContractOf(contract).type;
    const trace = {
      correlationId: event.correlationid,
      causationId: event.id,
      actor: event.actor,
      traceparent: nextTraceparent(event.traceparent),
    };
    try {
      const once = async (tx: Transaction): Promise<boolean> => {
        if (!(await enterInbox(tx, consumer, event.id))) return false;
        await this.outbox.add(tx, await handler.handle(event.data, tx, event));
        return true;
      };
      const fresh = await runInTrace(trace, () =>
        within ? once(within) : this.unitOfWork.run(event.tenantid, once),
      );
      // Whoever commits for others, too, wakes the relay then.
      if (fresh && !within) this.outbox.wake();
      return { kind: fresh ? 'handled' : 'duplicate' };
    } catch (error) {
      return { kind: 'failed', error };
    }
  }
}
