import { UsageError } from '../../../plant-simulator/src/environment.js';
import { cellsOf } from './cells.js';
import { isMissing, parseNumber } from './number.js';
import { parseTimestamp } from './timestamp.js';

/** Where a file keeps what: found from its first lines. */
export interface Layout {
  readonly separator: string;
  readonly hasHeader: boolean;
  readonly timestampColumn: number;
  readonly valueColumns: readonly { readonly index: number; readonly name: string }[];
  /** Names of the columns that hold neither. */
  readonly ignored: readonly string[];
  /** Usual time between two rows, milliseconds. */
  readonly periodMs: number;
}

const separators = [',', ';', '\t', '|'];
const timeNames = /^(time|timestamp|date|datetime|date_time|ts|at|zeit|datum)$/i;

/** Reads the layout off the first lines of a file; the last line may be cut short and is left out when others exist. */
export function detectLayout(head: string, isWholeFile: boolean): Layout {
  if (head.includes('\0')) throw new UsageError('The file is not text in UTF-8.');
  const lines = head
    .replace(/^\uFEFF/, '')
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .filter((line) => line.trim() !== '');
  const sample = isWholeFile || lines.length < 2 ? lines : lines.slice(0, -1);
  const separator = detectSeparator(sample);
  const rows = sample.map((line) => cellsOf(line, separator) ?? []).filter((row) => row.length > 0);
  const [first] = rows;
  if (!first) throw new UsageError('The file is empty.');
  const hasHeader = !first.some((cell) => parseTimestamp(cell) !== undefined);
  const body = hasHeader ? rows.slice(1) : rows;
  const nameOf = (index: number) => {
    const name = hasHeader ? (first[index] ?? '') : '';
    return name === '' ? `column-${index + 1}` : name;
  };

  const columns = first.map((_, index) => ({
    index,
    name: nameOf(index),
    cells: columnOf(body, index),
  }));
  const times = columns.filter(({ cells }) =>
    mostly(cells, (cell) => parseTimestamp(cell) !== undefined),
  );
  const time =
    times.find(({ name }) => timeNames.test(name)) ??
    // A count of nine digits reads as an epoch too.
    times.find(({ cells }) => cells.every((cell) => !/^[\d.]+$/.test(cell))) ??
    times[0];
  if (body.length === 0) throw new UsageError('The file holds no rows beside its first line.');
  if (!time)
    throw new UsageError(
      'No column of the file reads as timestamps (ISO 8601, YYYY-MM-DD HH:MM:SS, or epoch).',
    );
  const others = columns.filter(({ index }) => index !== time.index);
  const isValue = (cells: string[]) => {
    const present = cells.filter((cell) => !isMissing(cell));
    return mostly(present, (cell) => parseNumber(cell, separator) !== undefined);
  };
  const numbers = others.filter(({ cells }) => isValue(cells));
  // Where nothing was measured yet, a column without words may hold what will be.
  const values =
    numbers.length > 0 ? numbers : others.filter(({ cells }) => cells.every(isMissing));
  if (values.length === 0)
    throw new UsageError('No column of the file holds numbers beside the timestamps.');
  return {
    separator,
    hasHeader,
    timestampColumn: time.index,
    valueColumns: values.map(({ index, name }) => ({ index, name })),
    ignored: others.filter((each) => !values.includes(each)).map(({ name }) => name),
    periodMs: usualPeriod(time.cells),
  };
}

/** The one by which most lines hold an instant and a number beside it; of several, the one that cuts them evenly. */
function detectSeparator(lines: readonly string[]): string {
  const fit = (separator: string): number => {
    const rows = lines.map((line) => cellsOf(line, separator) ?? []);
    const counts = rows.map(({ length }) => length);
    const usual = median(counts);
    const evenness = counts.filter((count) => count === usual).length + usual / 10_000;
    const fitting = rows.filter((row) => isReading(row, separator)).length;
    return usual < 2 ? 0 : 10 * fitting + evenness;
  };
  const fits = new Map(separators.map((each) => [each, fit(each)]));
  return separators.reduce((best, next) =>
    (fits.get(next) ?? 0) > (fits.get(best) ?? 0) ? next : best,
  );
}

function isReading(row: readonly string[], separator: string): boolean {
  const time = row.findIndex((cell) => parseTimestamp(cell) !== undefined);
  return (
    time >= 0 &&
    row.some((cell, place) => place !== time && parseNumber(cell, separator) !== undefined)
  );
}

function columnOf(rows: readonly string[][], index: number): string[] {
  return rows.map((row) => row[index]?.trim() ?? '').filter((cell) => cell !== '');
}

function mostly(cells: readonly string[], holds: (cell: string) => boolean): boolean {
  return cells.length > 0 && cells.filter(holds).length > cells.length / 2;
}

function usualPeriod(cells: readonly string[]): number {
  const instants = cells.flatMap((cell) => parseTimestamp(cell) ?? []);
  const steps = instants.slice(1).map((at, index) => at - (instants[index] ?? at));
  return Math.max(1, median(steps.filter((step) => step > 0)) || 1000);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
