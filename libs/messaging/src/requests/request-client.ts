import { Injectable } from '@nestjs/common';
import {
  agentRow,
  requestContractOf,
  requestSubject,
  type ContractClass,
  type FieldsOf,
  type ReplyOf,
  type Request,
} from '@libs/contracts';
import { AgentIdentity, currentTrace, nextTraceparent } from '@libs/runtime';
import { NoRespondersError, RequestError, TimeoutError } from '@nats-io/transport-node';
import { v7 as uuidv7 } from 'uuid';
import { Broker } from '../connection/nats-connection.js';
import { callerHeaders, type Caller } from './caller.js';
import { Refusal } from './refusal.js';
import { replySubject } from './reply-subject.js';
import type { ReplyMessage } from './request-dispatcher.js';

const TIMEOUT_MS = 10_000;

/** An agent answered that the fault is its own. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
}

function doesNotAnswer(name: string): Refusal {
  const [agent] = name.split('.');
  return new Refusal({
    status: 503,
    title: 'Not available',
    detail: `The ${agent} agent does not answer now; try again shortly.`,
  });
}

/** Asks other agents. A refusal comes back as the `Refusal` that its handler threw. */
@Injectable()
export class RequestClient {
  constructor(
    private readonly broker: Broker,
    private readonly identity: AgentIdentity,
  ) {}

  async ask<R extends Request<unknown>>(
    contract: ContractClass<R>,
    request: FieldsOf<R>,
    caller: Caller,
    options: { idempotencyKey?: string; timeoutMs?: number } = {},
  ): Promise<ReplyOf<R>> {
    const { name, agent } = requestContractOf(contract);
    if (!agentRow(this.identity.agent).asks.includes(agent)) {
      throw new Error(`${this.identity.agent} does not declare that it asks ${agent}`);
    }
    const known = currentTrace();
    const trace = {
      ...known,
      correlationId: known?.correlationId ?? uuidv7(),
      actor: caller.actor,
      traceparent: nextTraceparent(known?.traceparent),
    };
    const answer = await this.send(
      name,
      request,
      callerHeaders(caller, trace, options.idempotencyKey),
      options.timeoutMs,
    );
    if (answer.ok) return answer.reply as ReplyOf<R>;
    if (answer.problem.status === 500) throw new RequestFailed(`${name}: ${answer.problem.detail}`);
    throw new Refusal(answer.problem);
  }

  private async send(
    name: string,
    request: object,
    headers: ReturnType<typeof callerHeaders>,
    timeoutMs = TIMEOUT_MS,
  ): Promise<ReplyMessage> {
    const until = Date.now() + timeoutMs;
    if (!(await this.broker.isUp(timeoutMs))) throw doesNotAnswer(name);
    try {
      const message = await this.broker.connection.request(
        requestSubject(name),
        JSON.stringify(request),
        {
          timeout: Math.max(until - Date.now(), 1),
          headers,
          noMux: true,
          reply: replySubject(this.identity.agent),
        },
      );
      return message.json<ReplyMessage>();
    } catch (error) {
      if (
        error instanceof TimeoutError ||
        error instanceof NoRespondersError ||
        (error instanceof RequestError && error.isNoResponders())
      ) {
        throw doesNotAnswer(name);
      }
      throw error;
    }
  }
}
