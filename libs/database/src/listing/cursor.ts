import type { Parameters } from './parameters.js';

/** What rows are put in order by: a column or an expression, never null. */
export interface SortKey {
  readonly sql: string;
  readonly kind: 'instant' | 'text' | 'whole' | 'real' | 'uuid';
  readonly descending?: boolean;
}

/** An order of rows by its name; its last key is unique, so that every row has a place of its own. */
export interface SortOrder {
  readonly name: string;
  readonly keys: readonly SortKey[];
}

/** A cursor that no list of this order gave out. */
export class CursorUnreadable extends Error {
  override readonly name = 'CursorUnreadable';
}

const INSTANT = /^[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function isInstant(value: string): boolean {
  const at = new Date(`${value}Z`);
  // A day that no month has is taken for one of the next month.
  return INSTANT.test(value) && at.toJSON()?.slice(0, 19) === value.slice(0, 19);
}

// What did not come from Postgres must not reach it either: it would fail there as our own fault.
const IS_RIGHT: Readonly<Record<SortKey['kind'], (value: unknown) => boolean>> = {
  instant: (value) => typeof value === 'string' && isInstant(value),
  text: (value) => typeof value === 'string' && !value.includes('\0'),
  uuid: (value) => typeof value === 'string' && UUID.test(value),
  whole: Number.isSafeInteger,
  real: Number.isFinite,
};

function parsed(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

/** The values of the row that a cursor stands behind. */
export function readCursor(cursor: string, { name, keys }: SortOrder): readonly unknown[] {
  const [order, ...values] = parsed(cursor);
  const isRight =
    order === name &&
    values.length === keys.length &&
    keys.every(({ kind }, index) => IS_RIGHT[kind](values[index]));
  if (!isRight) throw new CursorUnreadable('cursor must be empty or the next_cursor of this list');
  return values;
}

/** A cursor from what `cursorColumn` told of a row. */
export function writeCursor(told: string): string {
  return Buffer.from(told).toString('base64url');
}

/** The column that tells a row's place in an order. */
export function cursorColumn({ name, keys }: SortOrder, parameters: Parameters): string {
  const told = keys.map(({ sql, kind }) =>
    kind === 'instant' ? `(${sql}) AT TIME ZONE 'UTC'` : sql,
  );
  return `json_build_array(${parameters.add(name)}::text, ${told.join(', ')})::text`;
}

/** The condition that a row comes after these values; the first key alone finds it in an index. */
export function comesAfter(
  [key, ...keys]: readonly SortKey[],
  [value, ...values]: readonly unknown[],
  parameters: Parameters,
): string {
  if (!key) return 'false';
  const { sql, kind, descending } = key;
  const given = {
    ...{
      instant: () => parameters.add(`${String(value)}Z`),
      whole: () => `${parameters.add(value)}::bigint`,
    },
    real: () => `${parameters.add(value)}::float8`,
    text: () => parameters.add(value),
    uuid: () => parameters.add(value),
  }[kind]();
  const beyond = `${sql} ${descending ? '<' : '>'}`;
  if (keys.length === 0) return `${beyond} ${given}`;
  return `${beyond}= ${given} AND (${beyond} ${given} OR ${comesAfter(keys, values, parameters)})`;
}

/** The keys of an order as ORDER BY takes them. */
export function orderBy({ keys }: SortOrder): string {
  return keys.map(({ sql, descending }) => `${sql} ${descending ? 'DESC' : 'ASC'}`).join(', ');
}
