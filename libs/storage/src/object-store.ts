import type { Readable } from 'node:stream';
import { validate as isUuid } from 'uuid';

/** Where an object lies: with its tenant, under an id that its owner gave it. */
export interface ObjectAddress {
  readonly tenantId: string;
  readonly id: string;
}

/** Bytes from `start` to `end`, both counted in. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Keeps files. Who asks for one names its tenant, and reaches no other tenant's. */
export abstract class ObjectStore {
  /** Keeps what the content yields: all of it, or nothing when the content or the store fails. */
  abstract put(address: ObjectAddress, content: AsyncIterable<Uint8Array>): Promise<void>;

  /** The bytes of an object, or a range of them; undefined when there is none. */
  abstract open(address: ObjectAddress, range?: ByteRange): Promise<Readable | undefined>;

  /** Takes an object away, and what a crash left of it; one that is not there is gone already. */
  abstract remove(address: ObjectAddress): Promise<void>;
}

/** The key of an object. Only UUIDs pass, so that no key leads anywhere else. */
export function keyOf({ tenantId, id }: ObjectAddress): string {
  if (!isUuid(tenantId) || !isUuid(id)) {
    throw new Error('An object is addressed by the UUIDs of its tenant and of itself.');
  }
  return `${tenantId.toLowerCase()}/${id.toLowerCase()}`;
}
