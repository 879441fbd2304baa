import { comesAfter, CursorUnreadable, orderBy, readCursor, writeCursor } from './cursor.js';
import type { SortOrder } from './cursor.js';
import { Parameters } from './parameters.js';

const ID = '0f4c0000-0000-7000-8000-00000000000e';
const newest: SortOrder = {
  name: 'newest',
  keys: [
    { sql: 'raised_at', kind: 'instant', descending: true },
    { sql: 'id', kind: 'uuid' },
  ],
};
const order = (kind: SortOrder['keys'][number]['kind']): SortOrder => ({
  name: 'x',
  keys: [{ sql: 'x', kind }],
});
const cursor = (...values: unknown[]): string => writeCursor(JSON.stringify(values));

describe('a cursor', () => {
  it('tells the values that it was written from', () => {
    const at = '2026-03-01T00:00:00.000123';
    expect(readCursor(cursor('newest', at, ID), newest)).toEqual([at, ID]);
  });

  it.each([
    ['text', ['مضخة', '']],
    ['whole', [0, -1, Number.MAX_SAFE_INTEGER]],
    ['real', [0.1, 1e-300, -5]],
    ['instant', ['2026-02-28T23:59:59', '2024-02-29T00:00:00.5']],
    ['uuid', [ID]],
  ] as const)('carries a %s', (kind, values) => {
    for (const value of values)
      expect(readCursor(cursor('x', value), order(kind))).toEqual([value]);
  });

  it.each([
    ['text', [1, null, 'a\0b', ['a']]],
    ['whole', ['1', 1.5, 1e300, null]],
    ['real', ['1', null, true]],
    ['instant', ['', '2026-02-29T00:00:00', '2026-03-01T24:00:00', '0000-01-01T00:00:00', 5]],
    ['uuid', ['x', `${ID} `, ID.toUpperCase(), null]],
  ] as const)('that carries no %s is refused before Postgres sees it', (kind, values) => {
    for (const value of values) {
      expect(() => readCursor(cursor('x', value), order(kind))).toThrow(CursorUnreadable);
    }
  });

  it.each([
    '',
    '!',
    'bm9uZQ',
    cursor(),
    cursor('newest'),
    cursor('oldest', '2026-03-01T00:00:00', ID),
  ])('of nobody is refused: %j', (given) => {
    expect(() => readCursor(given, newest)).toThrow(CursorUnreadable);
  });
});

describe('the rows after a cursor', () => {
  it('are found by the first key, and told apart by the next', () => {
    const parameters = new Parameters(['tenant']);
    const condition = comesAfter(newest.keys, ['2026-03-01T00:00:00', ID], parameters);
    expect(condition).toBe('raised_at <= $2 AND (raised_at < $2 OR id > $3)');
    expect(parameters.values).toEqual(['tenant', '2026-03-01T00:00:00Z', ID]);
  });

  it('come in the order of the keys', () => {
    expect(orderBy(newest)).toBe('raised_at DESC, id ASC');
  });
});
