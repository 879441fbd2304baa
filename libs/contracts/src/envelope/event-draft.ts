import { eventContractOf, type ContractClass } from './event-contract.js';

/** An event that a handler wants published; the runtime adds identity, tenant and trace. */
export interface EventDraft {
  readonly type: string;
  readonly data: object;
  /** What it happened to, such as `user/<id>`, where that is no equipment. */
  readonly subject?: string;
  /** Given only where the event must be the same when it is made again. */
  readonly id?: string;
  /** Given only where one batch holds events of several correlations. */
  readonly correlationId?: string;
  readonly causationId?: string;
}

/** Drafts an event of a contract; `identity` only where it is not the runtime's to give. */
export function draft<T extends object>(
  contract: ContractClass<T>,
  data: T,
  identity: Omit<EventDraft, 'type' | 'data'> = {},
): EventDraft {
  return { type: eventContractOf(contract).type, data, ...identity };
}
