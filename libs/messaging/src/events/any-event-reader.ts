import type { CloudEvent } from '@libs/contracts';
import { validate as isUuid } from 'uuid';
import type { LogMessage } from '../logs/log-reader.js';
import { tenantOfSubject } from './quarantine.js';

/** What a message of the EVENTS log turned out to be. */
export type AnyEventReading =
  | { readonly kind: 'event'; readonly event: CloudEvent }
  | { readonly kind: 'unreadable'; readonly reason: string };

const TEXTS = ['source', 'type', 'time', 'actor'] as const;
const UUIDS = ['id', 'tenantid', 'correlationid'] as const;

function faultOf(event: Partial<CloudEvent>, subject: string): string | undefined {
  const text = TEXTS.find((name) => typeof event[name] !== 'string');
  if (text) return `${text} is missing`;
  const id = UUIDS.find((name) => !isUuid(event[name]));
  if (id) return `${id} is no UUID`;
  if (event.tenantid !== tenantOfSubject(subject)) return 'its tenant is not that of its subject';
  if (Number.isNaN(Date.parse(event.time ?? ''))) return 'time is no instant';
  return typeof event.data === 'object' && (event.data as object | null) !== null
    ? undefined
    : 'data is no object';
}

/** Reads a message as an event of any type, also of types that came after this code. */
export function readAnyEvent(message: Pick<LogMessage, 'subject' | 'data'>): AnyEventReading {
  let event: unknown;
  try {
    event = JSON.parse(Buffer.from(message.data).toString('utf8'));
  } catch {
    return { kind: 'unreadable', reason: 'not JSON' };
  }
  if (typeof event !== 'object' || event === null) {
    return { kind: 'unreadable', reason: 'not a JSON object' };
  }
  const reason = faultOf(event, message.subject);
  return reason ? { kind: 'unreadable', reason } : { kind: 'event', event: event as CloudEvent };
}
