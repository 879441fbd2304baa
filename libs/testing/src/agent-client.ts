import {
  requestContractOf,
  requestSubject,
  type ContractClass,
  type FieldsOf,
  type ReplyOf,
  type Request,
} from '@libs/contracts';
import { callerHeaders, Refusal, replySubject, type Caller, type Problem } from '@libs/messaging';
import { nextTraceparent } from '@libs/runtime';
import type { NatsConnection } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';

type Answer<R> = { ok: true; reply: ReplyOf<R> } | { ok: false; problem: Problem };

/** Asks an agent as the gateway would; a refusal is thrown as `Refusal`. */
export async function ask<R extends Request<unknown>>(
  gateway: NatsConnection,
  contract: ContractClass<R>,
  request: FieldsOf<R>,
  caller: Caller,
  options: { idempotencyKey?: string; correlationId?: string } = {},
): Promise<ReplyOf<R>> {
  const trace = {
    correlationId: options.correlationId ?? uuidv7(),
    actor: caller.actor,
    traceparent: nextTraceparent(),
  };
  const message = await gateway.request(
    requestSubject(requestContractOf(contract).name),
    JSON.stringify(request),
    {
      timeout: 10_000,
      headers: callerHeaders(caller, trace, options.idempotencyKey),
      noMux: true,
      reply: replySubject('gateway'),
    },
  );
  const answer = message.json<Answer<R>>();
  if (answer.ok) return answer.reply;
  throw new Refusal(answer.problem);
}
