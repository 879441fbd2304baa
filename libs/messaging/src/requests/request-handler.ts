import 'reflect-metadata';
import { Command, CommandHandler, Query, QueryHandler } from '@nestjs/cqrs';
import {
  requestContractOf,
  type ContractClass,
  type EventDraft,
  type ReplyOf,
  type Request,
} from '@libs/contracts';
import type { Transaction } from '@libs/database';
import type { Caller } from './caller.js';

/** One request as its handler gets it: validated, and within the caller's tenant. */
export interface Call<R> {
  readonly request: R;
  readonly caller: Caller;
  readonly tx: Transaction;
}

/** What a handler decided: the answer, and the events to publish with it. */
export interface Answer<R> {
  readonly reply: ReplyOf<R>;
  readonly events?: readonly EventDraft[];
}

/** One request in, one transaction, an answer out; a `Refusal` undoes all of it. */
export interface RequestHandler<R> {
  execute(call: Call<R>): Promise<Answer<R>>;
}

export type RequestHandlerClass = new (...dependencies: never[]) => RequestHandler<never>;

type CallClass = new (request: object, caller: Caller, tx: Transaction) => Call<object>;

const KEY = Symbol('answers');
const calls = new Map<ContractClass, CallClass>();

/** The CQRS command or query that carries requests of a contract. */
export function callClassOf(contract: ContractClass): CallClass {
  const known = calls.get(contract);
  if (known) return known;
  const base: new () => object = requestContractOf(contract).kind === 'command' ? Command : Query;
  const made = class extends base {
    constructor(
      readonly request: object,
      readonly caller: Caller,
      readonly tx: Transaction,
    ) {
      super();
    }
  };
  calls.set(contract, made);
  return made;
}

/** Says which request a handler class answers. */
export function Answers<R extends Request<unknown>>(contract: ContractClass<R>): ClassDecorator {
  const decorate = requestContractOf(contract).kind === 'command' ? CommandHandler : QueryHandler;
  return (target) => {
    decorate(callClassOf(contract))(target);
    Reflect.defineMetadata(KEY, contract, target);
  };
}

/** The request that a class answers, or undefined. */
export function answeredRequestOf(type: object): ContractClass | undefined {
  return Reflect.getMetadata(KEY, type) as ContractClass | undefined;
}
