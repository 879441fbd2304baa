/** Subject of an event on the EVENTS stream; `*` as tenant matches all. */
export function eventSubject(type: string, tenantId = '*'): string {
  const [agent, thing, happened] = type.split('.');
  return `event.${tenantId}.${agent}.${thing}.${happened}`;
}

/** The durable consumer of an agent for another's events; never derived from a class name. */
export function consumerName(agent: string, producer: string): string {
  return `${agent}-${producer}`;
}

/** Subject on which an agent answers a request. */
export function requestSubject(name: string): string {
  return `request.${name}`;
}

/** Subjects of a sensor gateway: what it sends, and what it is told back. */
export const gatewaySubjects = {
  ingest: (tenantId: string, gateway: string): string => `ingest.${tenantId}.${gateway}`,
  reject: (tenantId: string, gateway: string): string => `reject.${tenantId}.${gateway}`,
  watermark: (tenantId: string, gateway: string): string => `watermark.${tenantId}.${gateway}`,
};

/** Subject of one partition of the readings log. */
export function readingsSubject(partition: number): string {
  return `readings.${partition}`;
}

/** FNV-1a, 32 bit, of a key's UTF-8 bytes: the partition function of every log. */
export function fnv1a(key: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(key, 'utf8')) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash;
}

/** The partition (0-based) that a key belongs to. */
export function partitionOf(key: string, partitions: number): number {
  return fnv1a(key) % partitions;
}
