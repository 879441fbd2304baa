import type { ContractClass } from '@libs/contracts';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { hasRules } from './contract-rules.js';

/** One field that does not keep its contract. */
export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

/** Data does not keep its contract; `faults` names the fields. */
export class ContractBroken extends Error {
  override readonly name = 'ContractBroken';

  constructor(
    what: string,
    readonly faults: readonly FieldFault[],
  ) {
    super(`${what}: ${faults.map((fault) => `${fault.field}: ${fault.message}`).join('; ')}`);
  }
}

function flatten(errors: readonly ValidationError[], prefix = ''): FieldFault[] {
  return errors.flatMap((error) => {
    const field = `${prefix}${error.property}`;
    const own = Object.values(error.constraints ?? {}).map((message) => ({ field, message }));
    return [...own, ...flatten(error.children ?? [], `${field}.`)];
  });
}

/** Reads plain data as an instance of its contract; `unknown` fields are refused or dropped. */
export function readAs<T extends object>(
  contract: ContractClass<T>,
  data: unknown,
  what: string,
  unknown: 'refuse' | 'drop',
): T {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new ContractBroken(what, [{ field: '', message: 'must be an object' }]);
  }
  const instance = plainToInstance(contract, data);
  // A contract without validated fields (the readings log's) is read by hand-written code.
  if (!hasRules(contract)) return instance;
  const errors = validateSync(instance, {
    whitelist: true,
    forbidNonWhitelisted: unknown === 'refuse',
    forbidUnknownValues: false,
  });
  if (errors.length > 0) throw new ContractBroken(what, flatten(errors));
  return instance;
}

/** Throws when data does not keep its contract. */
export function assertValid(contract: ContractClass, data: object, what: string): void {
  readAs(contract, data, what, 'refuse');
}
