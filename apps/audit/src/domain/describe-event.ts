import type { CloudEvent } from '@libs/contracts';
import type { Entry } from './entry.js';

/** An event as the trail tells it, before it has a place in the chain. */
export interface Happening extends Omit<Entry, 'tenantId' | 'seq' | 'before' | 'after'> {
  /** What the event says of the thing: its state after the change, or a part of it. */
  readonly says: object;
}

interface Thing {
  readonly kind: string;
  readonly id: string | null;
}

/** A text column and its hash must see the same: half a character is replaced for both. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? wellFormed(value) : null;
}

function camelCase(words: string): string {
  return words.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function snakeCase(words: string): string {
  return words.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/**
 * What it happened to: the thing that the type names (`work_order` by `workOrderId`), else the
 * subject `kind/id`, else what the first id in the data names.
 */
function thingOf({ type, subject, data }: CloudEvent): Thing {
  const kind = type.split('.')[1] ?? type;
  const fields = Object.entries(data) as [string, unknown][];
  const named = fields.find(([name]) => name === `${camelCase(kind)}Id`);
  if (typeof named?.[1] === 'string') return { kind, id: named[1] };
  const [, subjectKind, subjectId] = /^([^/]+)\/(.+)$/s.exec(textOf(subject) ?? '') ?? [];
  if (subjectKind && subjectId) return { kind: subjectKind, id: subjectId };
  const [name, id] =
    fields.find(([field, value]) => /^\w+Id$/.test(field) && typeof value === 'string') ?? [];
  return name ? { kind: snakeCase(name.slice(0, -2)), id: textOf(id) } : { kind, id: null };
}

/** To the microsecond, as Postgres keeps it; throws a RangeError beyond the years it can tell. */
function instantOf(time: string): string {
  const text = new Date(time).toISOString();
  if (!/^(?!0000)\d{4}-/.test(text)) throw new RangeError(`${text} lies beyond the calendar`);
  return text.replace('Z', '000Z');
}

export function describeEvent(event: CloudEvent): Happening {
  const { kind, id } = thingOf(event);
  const equipmentId = 'equipmentId' in event.data ? event.data.equipmentId : undefined;
  return {
    eventId: event.id.toLowerCase(),
    at: instantOf(event.time),
    actor: wellFormed(event.actor),
    action: wellFormed(event.type),
    agent: wellFormed(event.source.replace(/^\/agents\//, '')),
    entityKind: wellFormed(kind),
    entityId: textOf(id),
    equipmentId: textOf(equipmentId),
    correlationId: event.correlationid.toLowerCase(),
    causationId: textOf(event.causationid),
    says: event.data,
  };
}

/** What is known of a thing once an event has told of it: a field not told of stays as it was. */
export function mergeStates(known: object | null, says: object): object {
  return { ...known, ...says };
}
