import { changedEntries, type Entry, type Shown } from './changed-entries.js';

const AT = new Date('2026-11-21T08:00:00.000Z');
const LATER = new Date('2026-11-22T08:00:00.000Z');
const shown = (uid: string, startsAt = '2026-12-01T06:00:00.000Z'): Shown => ({
  uid,
  content: {
    ...{ summary: 'Change the oil', description: '-', location: 'P-1', status: 'confirmed' },
    ...{ startsAt, endsAt: '2026-12-01T08:00:00.000Z' },
  },
});
const first = (...shows: Shown[]): readonly Entry[] => changedEntries([], shows, AT).entries;

describe('what a calendar shows', () => {
  it('begins with the sequence 0, and stays as it is while nothing changes', () => {
    const before = first(shown('a'), shown('b'));
    expect(before.map(({ sequence, modifiedAt }) => [sequence, modifiedAt])).toEqual([
      [0, AT],
      [0, AT],
    ]);
    const again = changedEntries(before, [shown('a'), shown('b')], LATER);
    expect(again).toEqual({ entries: before, changed: [] });
  });

  it('keeps the uid of what moves, with the next sequence', () => {
    const moved = shown('a', '2026-12-01T07:00:00.000Z');
    const { changed } = changedEntries(first(shown('a')), [moved], LATER);
    expect(changed).toEqual([{ ...moved, sequence: 1, modifiedAt: LATER }]);
  });

  it('cancels once what is there no more, and takes it back when it comes again', () => {
    const cancelled = changedEntries(first(shown('a')), [], LATER);
    expect(cancelled.changed).toMatchObject([{ sequence: 1, content: { status: 'cancelled' } }]);
    expect(changedEntries(cancelled.entries, [], LATER).changed).toEqual([]);
    const back = changedEntries(cancelled.entries, [shown('a')], LATER);
    expect(back.changed).toMatchObject([{ sequence: 2, content: { status: 'confirmed' } }]);
  });
});
