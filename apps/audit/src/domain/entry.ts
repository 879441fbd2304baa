/** Who did what to which thing and when; exactly what the hash of an entry covers. */
export interface Entry {
  readonly tenantId: string;
  readonly seq: number;
  readonly eventId: string;
  /** UTC, to the microsecond: `2026-11-21T08:00:00.000000Z`. */
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly agent: string;
  readonly entityKind: string;
  readonly entityId: string | null;
  readonly equipmentId: string | null;
  /** What was known of the thing, as canonical JSON. */
  readonly before: string | null;
  readonly after: string;
  readonly correlationId: string;
  readonly causationId: string | null;
}

/** An entry in its place; hashes in hex. */
export interface ChainedEntry extends Entry {
  readonly previousHash: string;
  readonly hash: string;
}

/** Where a chain ends. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** A head as it was signed on a day. */
export interface SignedHead extends Head {
  readonly tenantId: string;
  /** UTC, `2026-11-21`. */
  readonly day: string;
  readonly signedAt: string;
  readonly keyId: string;
  readonly jws: string;
}

/** Stands where the first entry has none before it. */
export const BEGINNING: Head = { seq: 0, hash: '0'.repeat(64) };
