import { eventContractOf, type CloudEvent, type ContractClass } from '@libs/contracts';
import { validate as isUuid } from 'uuid';
import { ContractBroken, readAs } from '../validation.js';

const REQUIRED = ['id', 'source', 'type', 'time', 'tenantid', 'correlationid'] as const;

/** What the bytes of a message turned out to be, for a consumer of one contract. */
export type ReadResult =
  | { readonly kind: 'event'; readonly event: CloudEvent }
  | { readonly kind: 'other_version'; readonly type: string }
  | { readonly kind: 'unreadable'; readonly reason: string };

function withoutVersion(type: string): string {
  return type.replace(/\.v\d+$/, '');
}

/** Reads a message as an event of a contract; fields added by a newer producer are dropped. */
export function readEvent(contract: ContractClass, bytes: Uint8Array): ReadResult {
  let body: Partial<CloudEvent> | null;
  try {
    body = JSON.parse(Buffer.from(bytes).toString('utf8')) as Partial<CloudEvent> | null;
  } catch {
    return { kind: 'unreadable', reason: 'not JSON' };
  }
  const missing = REQUIRED.filter((attribute) => typeof body?.[attribute] !== 'string');
  if (missing.length > 0) {
    return { kind: 'unreadable', reason: `CloudEvents attributes missing: ${missing.join(', ')}` };
  }
  const event = body as CloudEvent;
  // The inbox and the tenant's rows are kept under these: other text no transaction would take.
  if (!isUuid(event.id) || !isUuid(event.tenantid)) {
    return { kind: 'unreadable', reason: 'id and tenantid must be UUIDs' };
  }
  const { type } = eventContractOf(contract);
  if (event.type !== type) {
    return withoutVersion(event.type) === withoutVersion(type)
      ? { kind: 'other_version', type: event.type }
      : { kind: 'unreadable', reason: `${event.type} came where ${type} was expected` };
  }
  try {
    return { kind: 'event', event: { ...event, data: readAs(contract, event.data, type, 'drop') } };
  } catch (error) {
    if (error instanceof ContractBroken) return { kind: 'unreadable', reason: error.message };
    throw error;
  }
}
