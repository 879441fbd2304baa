import { Injectable, Logger } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { requestContractOf, type ContractClass, type Request } from '@libs/contracts';
import { CursorUnreadable, Sealer, UnitOfWork } from '@libs/database';
import { runInTrace } from '@libs/runtime';
import type { Msg } from '@nats-io/transport-node';
import { Outbox } from '../events/outbox.js';
import { isServiceFault } from '../events/settlement.js';
import { ContractBroken, readAs } from '../validation.js';
import { readCaller, type Caller } from './caller.js';
import { keepReply, takeKey } from './idempotency.js';
import { Refusal, type Problem } from './refusal.js';
import { callClassOf, type Answer } from './request-handler.js';

type AnyAnswer = Answer<Request<unknown>>;

/** What travels back to who asked. */
export type ReplyMessage =
  | { readonly ok: true; readonly reply: unknown; readonly replayed?: true }
  | {
      readonly ok: false;
      readonly problem: Problem | { status: 500; title: string; detail: string };
    };

function bodyOf(message: Msg, name: string): unknown {
  try {
    return message.json();
  } catch {
    throw new ContractBroken(name, [{ field: '', message: 'must be JSON' }]);
  }
}

/** Answers a request by its command or query, in one transaction with its events and its key. */
@Injectable()
export class RequestDispatcher {
  private readonly logger = new Logger('requests');

  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly sealer: Sealer,
  ) {}

  async dispatch(contract: ContractClass, message: Msg): Promise<ReplyMessage> {
    const { caller, trace, idempotencyKey } = readCaller(message.headers);
    return runInTrace(trace, async () => {
      try {
        return await this.answer(contract, message, caller, idempotencyKey);
      } catch (error) {
        return this.explain(error);
      }
    });
  }

  private async answer(
    contract: ContractClass,
    message: Msg,
    caller: Caller,
    key: string | undefined,
  ): Promise<ReplyMessage> {
    const { name, kind } = requestContractOf(contract);
    const request = readAs(contract, bodyOf(message, name), name, 'refuse');
    const result = await this.unitOfWork.run(caller.tenantId, async (tx): Promise<ReplyMessage> => {
      const call = new (callClassOf(contract))(request, caller, tx);
      if (kind === 'query') {
        const { reply } = await this.queries.execute<object, AnyAnswer>(call);
        return { ok: true, reply };
      }
      const asked = { name, by: caller.actor, request };
      const before = key ? await takeKey(tx, this.sealer, key, asked) : undefined;
      if (before) return { ok: true, reply: before.reply, replayed: true };
      const { reply, events } = await this.commands.execute<object, AnyAnswer>(call);
      await this.outbox.add(tx, events ?? []);
      if (key) await keepReply(tx, this.sealer, key, reply);
      return { ok: true, reply };
    });
    if (kind === 'command') this.outbox.wake();
    return result;
  }

  private explain(error: unknown): ReplyMessage {
    if (error instanceof Refusal) return { ok: false, problem: error.problem };
    if (error instanceof ContractBroken) {
      return { ok: false, problem: Refusal.invalid(error.faults).problem };
    }
    if (error instanceof CursorUnreadable) {
      const fault = { field: 'cursor', message: error.message };
      return { ok: false, problem: Refusal.invalid([fault]).problem };
    }
    this.logger.error(error);
    if (isServiceFault(error)) {
      const detail = 'Something this needs is not there now; try again shortly.';
      return { ok: false, problem: { status: 503, title: 'Not available', detail } };
    }
    const detail = 'This is our fault; the log has the details.';
    return { ok: false, problem: { status: 500, title: 'Internal error', detail } };
  }
}
