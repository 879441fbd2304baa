import 'reflect-metadata';

/** A class whose instances travel. */
export type ContractClass<T extends object = object> = new () => T;

/** What an event contract is called on the wire. */
export interface EventContractInfo {
  /** `<agent>.<thing>.<happened>.v<n>` */
  readonly type: string;
  readonly agent: string;
  readonly version: number;
}

const KEY = Symbol('event-contract');
const TYPE = /^([a-z]+)\.([a-z_]+)\.([a-z_]+)\.v([1-9]\d*)$/;

/** Names an event class; throws when the type is not `<agent>.<thing>.<happened>.v<n>`. */
export function EventContract(type: string): ClassDecorator {
  const match = TYPE.exec(type);
  if (!match) throw new Error(`"${type}" is not <agent>.<thing>.<happened>.v<n>`);
  const info: EventContractInfo = { type, agent: match[1] ?? '', version: Number(match[4]) };
  return (target) => Reflect.defineMetadata(KEY, info, target);
}

/** The wire name of an event class; throws when the class carries no `@EventContract`. */
export function eventContractOf(contract: ContractClass): EventContractInfo {
  const info = Reflect.getMetadata(KEY, contract) as EventContractInfo | undefined;
  if (!info) throw new Error(`${contract.name} carries no @EventContract`);
  return info;
}
