import 'reflect-metadata';
import type { ContractClass } from './event-contract.js';

/** Whether a request changes state (one transaction, idempotent by key) or only reads. */
export type RequestKind = 'command' | 'query';

/** What a request contract is called on the wire. */
export interface RequestContractInfo {
  /** `<agent>.<verb-and-thing>` */
  readonly name: string;
  readonly agent: string;
  readonly kind: RequestKind;
}

const KEY = Symbol('request-contract');
const NAME = /^([a-z]+)\.([a-z]+(?:-[a-z]+)*)$/;

function requestContract(kind: RequestKind, name: string): ClassDecorator {
  const match = NAME.exec(name);
  if (!match) throw new Error(`"${name}" is not <agent>.<verb-and-thing>`);
  const info: RequestContractInfo = { name, agent: match[1] ?? '', kind };
  return (target) => Reflect.defineMetadata(KEY, info, target);
}

/** Names a request that changes state. */
export const CommandContract = (name: string): ClassDecorator => requestContract('command', name);

/** Names a request that only reads. */
export const QueryContract = (name: string): ClassDecorator => requestContract('query', name);

/** The wire name of a request class; throws when the class carries no contract. */
export function requestContractOf(contract: ContractClass): RequestContractInfo {
  const info = Reflect.getMetadata(KEY, contract) as RequestContractInfo | undefined;
  if (!info) throw new Error(`${contract.name} carries no @CommandContract or @QueryContract`);
  return info;
}

declare const replyType: unique symbol;

/** Ties a request class to the shape of its answer; nothing of it travels. */
export abstract class Request<Reply> {
  declare readonly [replyType]: Reply;
}

/** A class of fields as a request that is answered with `Reply`. */
export function requestOf<Reply>() {
  return <T extends object>(fields: ContractClass<T>): ContractClass<T & Request<Reply>> =>
    fields as ContractClass<T & Request<Reply>>;
}

/** The answer's shape of a request class. */
export type ReplyOf<R> = R extends Request<infer Reply> ? Reply : never;

/** The fields of a request, as a sender writes them. */
export type FieldsOf<R> = Omit<R, typeof replyType>;
