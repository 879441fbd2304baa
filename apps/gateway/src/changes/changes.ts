import { Injectable } from '@nestjs/common';
import type { EventDraft } from '@libs/contracts';
import { Sealer, UnitOfWork, type Transaction } from '@libs/database';
import { keepReply, Outbox, takeKey } from '@libs/messaging';
import { currentTrace, nextTraceparent, runInTrace } from '@libs/runtime';
import { v7 as uuidv7 } from 'uuid';
import { Standing } from '../auth/standing.js';
import type { Asking } from '../http/agents-client.js';

/** What a change came to: the answer, and the events to publish with it. */
export interface Change<T> {
  readonly reply: T;
  readonly events: readonly EventDraft[];
}

type Work<T> = (tx: Transaction) => Promise<Change<T>>;

/** Changes what is the gateway's own: state, events and key in one transaction. */
@Injectable()
export class Changes {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly standing: Standing,
    private readonly sealer: Sealer,
  ) {}

  /** Makes a change in the name of an actor. */
  async run<T>(by: { tenantId: string; actor: string }, work: Work<T>): Promise<T> {
    const known = currentTrace();
    const trace = {
      correlationId: known?.correlationId ?? uuidv7(),
      traceparent: nextTraceparent(known?.traceparent),
      actor: by.actor,
    };
    const reply = await runInTrace(trace, () =>
      this.unitOfWork.run(by.tenantId, async (tx) => {
        const change = await work(tx);
        await this.outbox.add(tx, change.events);
        return change.reply;
      }),
    );
    this.standing.forget(by.tenantId);
    this.outbox.wake();
    return reply;
  }

  /** Tells what happened without changing anything. */
  async note(tenantId: string, events: readonly EventDraft[]): Promise<void> {
    await this.unitOfWork.run(tenantId, (tx) => this.outbox.add(tx, events));
    this.outbox.wake();
  }

  /** Makes a change once per Idempotency-Key of the one who asks; again it gets the same answer. */
  once<T>(
    { caller, idempotencyKey }: Asking,
    name: string,
    request: object,
    work: Work<T>,
  ): Promise<T> {
    if (idempotencyKey === undefined) return this.run(caller, work);
    return this.run(caller, async (tx) => {
      const asked = { name, by: caller.actor, request };
      const before = await takeKey(tx, this.sealer, idempotencyKey, asked);
      if (before) return { reply: before.reply as T, events: [] };
      const change = await work(tx);
      await keepReply(tx, this.sealer, idempotencyKey, change.reply);
      return change;
    });
  }
}
