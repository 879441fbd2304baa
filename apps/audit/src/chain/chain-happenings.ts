import { mergeStates, type Happening } from '../domain/describe-event.js';
import type { ChainedEntry, Head } from '../domain/entry.js';
import { canonical } from './canonical.js';
import { hashOf } from './entry-hash.js';

/** What is known of things, as canonical JSON, by their keys. */
export type States = Map<string, string>;

/** Under what a thing is known. */
export function stateKey({
  entityKind,
  entityId,
}: Pick<Happening, 'entityKind' | 'entityId'>): string {
  return JSON.stringify([entityKind, entityId]);
}

/** Puts happenings behind the head of a tenant's chain; `states` goes along with them. */
export function chainHappenings(
  tenantId: string,
  happenings: readonly Happening[],
  head: Head,
  states: States,
): ChainedEntry[] {
  let last = head;
  return happenings.map((happening) => {
    const { says, ...told } = happening;
    const key = stateKey(happening);
    const before = states.get(key) ?? null;
    const known = before === null ? null : (JSON.parse(before) as object);
    const after = canonical(mergeStates(known, says));
    if (told.entityId !== null) states.set(key, after);
    const entry = { ...told, tenantId, seq: last.seq + 1, before, after };
    const chained = {
      ...entry,
      previousHash: last.hash,
      hash: hashOf(last.hash, entry),
    };
    last = chained;
    return chained;
  });
}
