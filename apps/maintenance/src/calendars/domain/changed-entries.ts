import { isDeepStrictEqual } from 'node:util';

/** What a calendar shows of one thing. */
export interface EntryContent {
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly status: 'tentative' | 'confirmed' | 'cancelled';
}
export interface Shown {
  readonly uid: string;
  readonly content: EntryContent;
}
export interface Entry extends Shown {
  readonly sequence: number;
  readonly modifiedAt: Date;
}

/**
 * What a calendar shows from now on. Who subscribed has what was shown before: what changed comes
 * with the next sequence, and what is there no more comes as cancelled.
 */
export function changedEntries(
  before: readonly Entry[],
  now: readonly Shown[],
  at: Date,
): { readonly entries: readonly Entry[]; readonly changed: readonly Entry[] } {
  const known = new Map(before.map((each) => [each.uid, each]));
  const there = new Set(now.map(({ uid }) => uid));
  const gone = before
    .filter(({ uid }) => !there.has(uid))
    .map(({ uid, content }): Shown => ({ uid, content: { ...content, status: 'cancelled' } }));
  const entries = [...now, ...gone].map((each): Entry => {
    const last = known.get(each.uid);
    if (!last) return { ...each, sequence: 0, modifiedAt: at };
    if (isDeepStrictEqual(last.content, each.content)) return last;
    return { ...each, sequence: last.sequence + 1, modifiedAt: at };
  });
  return { entries, changed: entries.filter((each) => known.get(each.uid) !== each) };
}
