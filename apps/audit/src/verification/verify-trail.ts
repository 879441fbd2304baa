import { ChainVerifier, type Break, type Witness } from '../chain/chain-verifier.js';
import type { ChainedEntry, Head } from '../domain/entry.js';

/** A tenant's rows, wherever they lie. */
export interface Trail {
  behind(seq: number, limit: number): Promise<readonly ChainedEntry[]>;
  head(): Promise<Head | undefined>;
}

/** What became of the verification of one trail. */
export interface Verdict {
  readonly rows: number;
  readonly head: Head;
  readonly broken?: Break;
}

const PAGE = 5_000;

/** Reads a trail from its first row to its head, which may move on meanwhile. */
export async function verifyTrail(trail: Trail, witnesses: readonly Witness[]): Promise<Verdict> {
  const verifier = new ChainVerifier(witnesses);
  let rows = 0;
  for (let seq = 0; ;) {
    // Asked for first: of a page read later nothing that the head tells of may be missing.
    const head = await trail.head();
    const page = await trail.behind(seq, PAGE);
    let broken = page.length === 0 ? verifier.finish(head) : undefined;
    for (const row of page) {
      rows += 1;
      broken = verifier.take(row);
      if (broken) break;
    }
    if (broken) return { rows, head: verifier.head, broken };
    if (page.length === 0) return { rows, head: verifier.head };
    seq = page.at(-1)?.seq ?? seq;
  }
}
