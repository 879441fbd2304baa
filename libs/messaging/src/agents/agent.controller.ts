import { Controller, type Type } from '@nestjs/common';
import { EventPattern, MessagePattern } from '@nestjs/microservices';
import { eventContractOf, requestContractOf } from '@libs/contracts';
import type { Msg } from '@nats-io/transport-node';
import { EventDispatcher, type EventCall, type EventOutcome } from '../events/event-dispatcher.js';
import { handledEventOf, type EventHandlerClass } from '../events/event-handler.js';
import { RequestDispatcher, type ReplyMessage } from '../requests/request-dispatcher.js';
import { answeredRequestOf, type RequestHandlerClass } from '../requests/request-handler.js';

type Method = (this: AgentEntrance, input: never) => Promise<unknown>;

/** What the entrances of an agent's controller reach. */
class AgentEntrance {
  constructor(
    readonly events: EventDispatcher,
    readonly requests: RequestDispatcher,
  ) {}
}

function addMethod(target: Type, name: string, method: Method, decorator: MethodDecorator): void {
  const descriptor = { value: method, configurable: true, writable: true };
  Object.defineProperty(target.prototype, name, descriptor);
  decorator(target.prototype as object, name, descriptor as TypedPropertyDescriptor<never>);
}

/** The Nest controller of an agent: one pattern for each event it handles and request it answers. */
export function agentController(
  handlers: readonly EventHandlerClass[],
  answers: readonly RequestHandlerClass[],
): Type {
  class AgentController extends AgentEntrance {}
  Reflect.defineMetadata(
    'design:paramtypes',
    [EventDispatcher, RequestDispatcher],
    AgentController,
  );
  Controller()(AgentController);
  for (const handler of handlers) {
    const contract = handledEventOf(handler);
    if (!contract) throw new Error(`${handler.name} carries no @Handles`);
    const { type } = eventContractOf(contract);
    const handle = function (this: AgentEntrance, input: EventCall): Promise<EventOutcome> {
      return this.events.dispatch(handler, input);
    };
    addMethod(AgentController, `on ${type}`, handle, EventPattern(type) as MethodDecorator);
  }
  for (const answer of answers) {
    const contract = answeredRequestOf(answer);
    if (!contract) throw new Error(`${answer.name} carries no @Answers`);
    const { name } = requestContractOf(contract);
    const respond = function (this: AgentEntrance, message: Msg): Promise<ReplyMessage> {
      return this.requests.dispatch(contract, message);
    };
    addMethod(AgentController, `answer ${name}`, respond, MessagePattern(name));
  }
  return AgentController;
}
