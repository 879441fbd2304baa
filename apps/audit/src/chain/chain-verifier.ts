import { BEGINNING, type ChainedEntry, type Head } from '../domain/entry.js';
import { hashOf } from './entry-hash.js';

/** Where a tenant's trail is not as it was written. */
export interface Break {
  /** The first row that is provably wrong or missing. */
  readonly seq: number;
  /** Before `seq` only where a stretch was rewritten as a whole: all before this row is intact. */
  readonly since: number;
  readonly eventId: string | null;
  readonly what: string;
}

/** What is known of the chain from elsewhere: a head that was signed. */
export interface Witness extends Head {
  /** Such as `the head signed on 2026-11-21`. */
  readonly told: string;
}

const at = (row: Pick<ChainedEntry, 'seq' | 'eventId'>, what: string, since = row.seq): Break => ({
  seq: row.seq,
  since,
  eventId: row.eventId,
  what,
});

/** Follows one tenant's entries in the order of their numbers and finds the first that is wrong. */
export class ChainVerifier {
  private readonly witnesses: readonly Witness[];
  private heard = 0;
  private provenTo = 0;
  private beforeLast: Head = BEGINNING;
  private last: ChainedEntry | undefined;
  /** Fits itself but not the row before it: the row after it says which of the two is wrong. */
  private doubtful: ChainedEntry | undefined;

  constructor(witnesses: readonly Witness[]) {
    this.witnesses = [...witnesses].sort((a, b) => a.seq - b.seq);
  }

  get head(): Head {
    return this.last ?? BEGINNING;
  }

  /** Takes the next row; answers the break when there is one, after which all is said. */
  take(row: ChainedEntry): Break | undefined {
    if (this.doubtful) return this.settle(this.doubtful, row.previousHash);
    const expected = this.head.seq + 1;
    if (row.seq > expected) return missing(expected, `the next row is ${row.seq}`);
    if (row.seq < expected) return at(row, 'the number is there twice');
    const fitsItself = hashOf(row.previousHash, row) === row.hash;
    if (row.previousHash !== this.head.hash) {
      const follows = row.previousHash === this.beforeLast.hash;
      if (this.last && follows) return at(this.last, 'it was put in: the row after it skips it');
      if (!fitsItself || !this.last) return at(row, 'its link to the row before it was changed');
      this.doubtful = row;
      return undefined;
    }
    if (!fitsItself) return at(row, 'its content is not what its hash was made of');
    this.beforeLast = this.head;
    this.last = row;
    return this.hear(row);
  }

  /** Says that there are no more rows, and what the head row tells. */
  finish(head: Head | undefined): Break | undefined {
    if (this.doubtful) return this.settle(this.doubtful, head?.hash);
    const { seq } = this.head;
    const beyond = this.witnesses.find((witness) => witness.seq > seq);
    if (beyond) return missing(seq + 1, `${beyond.told} stands at row ${beyond.seq}`);
    if (head && head.seq > seq) return missing(seq + 1, `the head stands at row ${head.seq}`);
    if (!this.last) return undefined;
    if (!head) return at(this.last, 'there is no head');
    if (head.seq < seq) return at(this.last, `the head stands at row ${head.seq}`);
    return head.hash === this.last.hash ? undefined : at(this.last, 'the head has another hash');
  }

  private settle(doubtful: ChainedEntry, nextLink: string | undefined): Break {
    return this.last && nextLink === doubtful.hash
      ? at(this.last, 'its content was changed and hashed anew: the row after it has the old hash')
      : at(doubtful, 'its link to the row before it was changed and hashed anew');
  }

  private hear(row: ChainedEntry): Break | undefined {
    for (; this.witnesses[this.heard]?.seq === row.seq; this.heard += 1) {
      const witness = this.witnesses[this.heard];
      if (witness && witness.hash !== row.hash) {
        const from = this.provenTo + 1;
        return at(
          row,
          `${witness.told} has another hash: rows ${from} to ${row.seq} were rewritten`,
          from,
        );
      }
      this.provenTo = row.seq;
    }
    return undefined;
  }
}

function missing(seq: number, why: string): Break {
  return { seq, since: seq, eventId: null, what: `it is missing: ${why}` };
}
