import type { Column } from './columns.js';

type Fields = Record<string, unknown>;

/** What a spreadsheet would take for a formula, also behind marks that we put there. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;
const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** Text as it stands in a cell: `'` keeps a spreadsheet from running it as a formula. */
export function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text that a cell stands for; undoes `guarded`. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function cellOf({ field, member }: Column, row: Fields): string {
  const whole = row[field];
  const value = member === undefined ? whole : isFields(whole) ? whole[member] : undefined;
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? guarded(value) : JSON.stringify(value);
}

/** A row as the cells of its columns. */
export function toCells(columns: readonly Column[], row: object): string[] {
  return columns.map((column) => cellOf(column, row as Fields));
}

/** What cannot be read stays text: whoever checks the row then says what it should be. */
function valueOf({ holds }: Column, cell: string): unknown {
  if (holds === 'text') return unguarded(cell);
  if (holds === 'number') return NUMBER.test(cell.trim()) ? Number(cell) : cell;
  try {
    return JSON.parse(cell) as unknown;
  } catch {
    return cell;
  }
}

/** The fields that cells tell; an empty cell tells nothing. */
export function fromCells(columns: readonly Column[], cells: readonly string[]): Fields {
  const fields = new Map<string, unknown>();
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? '';
    if (cell === '') continue;
    const value = valueOf(column, cell);
    const before = fields.get(column.field);
    const isPart = column.member !== undefined;
    fields.set(
      column.field,
      isPart ? { ...(isFields(before) && before), [column.member ?? '']: value } : value,
    );
  }
  return Object.fromEntries(fields);
}
