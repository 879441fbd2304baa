import { createHash } from 'node:crypto';
import type { Happening } from '../domain/describe-event.js';
import { BEGINNING, type ChainedEntry } from '../domain/entry.js';
import { canonical } from './canonical.js';
import { chainHappenings, type States } from './chain-happenings.js';
import { ChainVerifier, type Break, type Witness } from './chain-verifier.js';
import { hashOf } from './entry-hash.js';

const TENANT = '00000000-0000-7000-8000-000000000001';

const happening = (
  n: number,
  says: object = { n },
  entityId: string | null = 'one',
): Happening => ({
  eventId: `019aa4c2-0923-7d3a-917b-${String(n).padStart(12, '0')}`,
  at: '2026-11-21T08:00:00.000000Z',
  actor: 'user:tess',
  action: 'a.thing.changed.v1',
  agent: 'a',
  entityKind: 'thing',
  entityId,
  equipmentId: null,
  correlationId: '019aa4c2-577b-7f0c-94f4-ee4f887ec975',
  causationId: null,
  says,
});

const chainOf = (length: number): ChainedEntry[] =>
  chainHappenings(
    TENANT,
    Array.from({ length }, (_, index) => happening(index)),
    BEGINNING,
    new Map(),
  );

describe('canonical JSON', () => {
  it.each<[object, string]>([
    [{ b: 1, a: { d: [3, null], c: '€' } }, '{"a":{"c":"€","d":[3,null]},"b":1}'],
    [[1e21, 1e-7, -0, 1.5, 100], '[1e+21,1e-7,0,1.5,100]'],
    [{ '\r': 1, '1': 2, '€': 3, '\ud83d\ude00': 4 }, '{"\\r":1,"1":2,"€":3,"😀":4}'],
  ])('of %j is what RFC 8785 says', (value, text) => {
    expect(canonical(value)).toBe(text);
  });

  it('has none for what JSON cannot tell', () => {
    expect(() => canonical(JSON.parse('[1e400]') as object)).toThrow(RangeError);
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as object;
    expect(() => canonical(deep)).toThrow(RangeError);
  });
});

describe('a chain of entries', () => {
  it('begins with zeros and carries each hash on', () => {
    const [first, second] = chainOf(2);
    const content = { ...first, previousHash: undefined, hash: undefined };
    const expected = createHash('sha256')
      .update(Buffer.alloc(32))
      .update(canonical(content))
      .digest('hex');
    expect(first).toMatchObject({ seq: 1, previousHash: '0'.repeat(64), hash: expected });
    expect(second).toMatchObject({ seq: 2, previousHash: expected });
  });

  it('tells of each thing what was known before and after', () => {
    const states: States = new Map();
    const told = chainHappenings(
      TENANT,
      [
        happening(1, { state: 'new' }),
        happening(2, { state: 'other' }, 'two'),
        happening(3, { who: 'Tess' }),
        happening(4, { alone: true }, null),
        happening(5, { alone: true }, null),
      ],
      BEGINNING,
      states,
    );
    expect(told.map(({ before, after }) => [before, after])).toEqual([
      [null, '{"state":"new"}'],
      [null, '{"state":"other"}'],
      ['{"state":"new"}', '{"state":"new","who":"Tess"}'],
      [null, '{"alone":true}'],
      [null, '{"alone":true}'],
    ]);
    const [more] = chainHappenings(
      TENANT,
      [happening(6, { state: 'done' })],
      told[4] ?? BEGINNING,
      states,
    );
    expect(more).toMatchObject({ seq: 6, before: '{"state":"new","who":"Tess"}' });
  });
});

describe('verifying a chain', () => {
  let rows: ChainedEntry[];
  let head: { seq: number; hash: string } | undefined;

  beforeEach(() => {
    rows = chainOf(20);
    head = rows.at(-1);
  });

  const verify = (...witnesses: Witness[]): Break | undefined => {
    const verifier = new ChainVerifier(witnesses);
    for (const row of rows) {
      const broken = verifier.take(row);
      if (broken) return broken;
    }
    return verifier.finish(head);
  };
  const change = (seq: number, changes: Partial<ChainedEntry>): void => {
    rows = rows.map((row) => (row.seq === seq ? { ...row, ...changes } : row));
  };
  const hashAnew = (seq: number): void => {
    rows = rows.map((row) =>
      row.seq === seq ? { ...row, hash: hashOf(row.previousHash, row) } : row,
    );
  };
  const rewriteFrom = (seq: number): void => {
    let previousHash = rows[seq - 2]?.hash ?? BEGINNING.hash;
    rows = rows.map((row) => {
      if (row.seq < seq) return row;
      const hash = hashOf(previousHash, row);
      const rewritten = { ...row, previousHash, hash };
      previousHash = hash;
      return rewritten;
    });
    head = rows.at(-1);
  };
  const signed = (seq: number): Witness => ({
    seq,
    hash: chainOf(seq).at(-1)?.hash ?? '',
    told: 'the head signed on 2026-11-21',
  });

  it('finds nothing where nothing was changed', () => {
    expect(verify(signed(3), signed(3), signed(20))).toBeUndefined();
    rows = [];
    head = undefined;
    expect(verify()).toBeUndefined();
  });

  it.each<[string, Partial<ChainedEntry>]>([
    ['content', { actor: 'user:nobody' }],
    ['what was known', { before: null }],
    ['hash', { hash: 'f'.repeat(64) }],
    ['link', { previousHash: 'f'.repeat(64) }],
  ])('names the row whose %s was changed', (_, changes) => {
    change(7, changes);
    expect(verify()).toMatchObject({ seq: 7, since: 7 });
  });

  it.each([7, 19, 20])('names row %d when it was changed and hashed anew', (seq) => {
    change(seq, { actor: 'user:nobody' });
    hashAnew(seq);
    expect(verify()).toMatchObject({ seq, since: seq });
  });

  it.each([1, 7, 20])('names row %d when its link was changed and it was hashed anew', (seq) => {
    change(seq, { previousHash: 'f'.repeat(64) });
    hashAnew(seq);
    expect(verify()).toMatchObject({ seq, since: seq });
  });

  it.each([1, 7, 20])('names row %d when it is missing', (seq) => {
    rows = rows.filter((row) => row.seq !== seq);
    expect(verify()).toMatchObject({ seq, eventId: null });
  });

  it.each([1, 7])('names row %d when it is missing and the gap was closed', (seq) => {
    rows = rows
      .filter((row) => row.seq !== seq)
      .map((row) => (row.seq > seq ? { ...row, seq: row.seq - 1 } : row));
    expect(verify()).toMatchObject({ seq });
  });

  it.each([1, 2, 7])('names row %d when it was put in and fits the row before it', (seq) => {
    const before = rows[seq - 2] ?? BEGINNING;
    const [added] = chainHappenings(TENANT, [happening(99)], before, new Map());
    rows = [
      ...rows.slice(0, seq - 1),
      ...(added ? [added] : []),
      ...rows.slice(seq - 1).map((row) => ({ ...row, seq: row.seq + 1 })),
    ];
    expect(verify()).toMatchObject({ seq, eventId: added?.eventId });
  });

  it('names the row behind the head', () => {
    head = rows[18];
    expect(verify()).toMatchObject({ seq: 20 });
  });

  it('names the first of rows that were cut off, even if the head was set back', () => {
    rows = rows.slice(0, 15);
    expect(verify()).toMatchObject({ seq: 16 });
    head = rows.at(-1);
    expect(verify()).toBeUndefined();
    expect(verify(signed(5), signed(17))).toMatchObject({ seq: 16, eventId: null });
    rows = [];
    head = undefined;
    expect(verify(signed(5))).toMatchObject({ seq: 1 });
  });

  it('says which stretch was rewritten, by the signed heads around it', () => {
    change(8, { actor: 'user:nobody' });
    rewriteFrom(8);
    expect(verify()).toBeUndefined();
    expect(verify(signed(5), signed(12), signed(20))).toMatchObject({ since: 6, seq: 12 });
  });
});
