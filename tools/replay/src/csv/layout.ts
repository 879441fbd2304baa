import { UsageError } from '../../../plant-simulator/src/environment.js';
import { cellsOf } from './cells.js';
import {
  dateOrderOf,
  goesBack,
  isBareDate,
  isClock,
  usualPeriod,
  writtenInstant,
  type DateOrder,
  type InstantPlace,
} from './instants.js';
import { isMissing, parseNumber } from './number.js';
import { detectSeparator } from './separator.js';
import { isTimestamp, parseTimestamp } from './timestamp.js';

/** Where a file keeps what: found from its first lines. */
export interface Layout extends InstantPlace {
  readonly separator: string;
  readonly hasHeader: boolean;
  readonly dateOrder: DateOrder;
  /** Whether the newest row comes first, as far as was looked. */
  readonly newestFirst: boolean;
  readonly valueColumns: readonly { readonly index: number; readonly name: string }[];
  /** Names of the columns that hold neither. */
  readonly ignored: readonly string[];
  /** Usual time between two rows, milliseconds. */
  readonly periodMs: number;
}

interface Column {
  readonly index: number;
  readonly name: string;
  readonly cells: readonly string[];
}

const timeNames = /^(time|timestamp|date|datetime|date_time|ts|at|zeit|datum)$/i;

/** Whether a line above the header tells something about the file. */
export const isComment = (line: string): boolean => line.trimStart().startsWith('#');

/** Reads the layout off the first lines of a file; the last line may be cut short and is left out when others exist. */
export function detectLayout(head: string, isWholeFile: boolean): Layout {
  const sample = linesOf(head, isWholeFile);
  const separator = detectSeparator(sample);
  const rows = sample.map((line) => cellsOf(line, separator) ?? []).filter((row) => row.length > 0);
  const [first] = rows;
  if (!first) throw new UsageError('The file is empty.');
  const hasHeader = !first.some(isTimestamp);
  const body = hasHeader ? rows.slice(1) : rows;
  if (body.length === 0) throw new UsageError('The file holds no rows beside its first line.');
  const columns = first.map((cell, index) => ({
    index,
    name: (hasHeader && cell) || `column-${index + 1}`,
    cells: columnOf(body, index),
  }));
  const place = instantPlaceOf(columns);
  const { timestampColumn, clockColumn } = place;
  const others = columns.filter(({ index }) => index !== timestampColumn && index !== clockColumn);
  const values = valueColumnsOf(others, separator);
  const written = body.map((row) => writtenInstant(row, place));
  const dateOrder = dateOrderOf(written);
  const instants = written.flatMap((text) => parseTimestamp(text, dateOrder.monthFirst) ?? []);
  return {
    separator,
    hasHeader,
    ...place,
    dateOrder,
    newestFirst: goesBack(instants),
    valueColumns: values.map(({ index, name }) => ({ index, name })),
    ignored: others.filter((each) => !values.includes(each)).map(({ name }) => name),
    periodMs: usualPeriod(instants),
  };
}

function linesOf(head: string, isWholeFile: boolean): readonly string[] {
  if (head.includes('\0'))
    throw new UsageError('The file is not text in UTF-8, or in UTF-16 with its byte order mark.');
  const lines = head
    .replace(/^\uFEFF/, '')
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .filter((line) => line.trim() !== '');
  const whole = isWholeFile || lines.length < 2 ? lines : lines.slice(0, -1);
  const start = whole.findIndex((line) => !isComment(line));
  return start < 0 ? [] : whole.slice(start);
}

function instantPlaceOf(columns: readonly Column[]): InstantPlace {
  const times = columns.filter(({ cells }) => mostly(cells, isTimestamp));
  const time =
    times.find(({ name }) => timeNames.test(name)) ??
    // A count of nine digits reads as an epoch too.
    times.find(({ cells }) => cells.every((cell) => !/^[\d.]+$/.test(cell))) ??
    times[0];
  if (!time)
    throw new UsageError(
      'No column of the file reads as timestamps (ISO 8601, YYYY-MM-DD HH:MM:SS, DD.MM.YYYY HH:MM, or epoch).',
    );
  const ofDay = mostly(time.cells, isBareDate)
    ? columns.find(({ cells }) => mostly(cells, isClock))
    : undefined;
  return { timestampColumn: time.index, clockColumn: ofDay?.index };
}

function valueColumnsOf(columns: readonly Column[], separator: string): readonly Column[] {
  const numbers = columns.filter(({ cells }) => {
    const present = cells.filter((cell) => !isMissing(cell));
    return mostly(present, (cell) => parseNumber(cell, separator) !== undefined);
  });
  // Where nothing was measured yet, a column without words may hold what will be.
  const values =
    numbers.length > 0 ? numbers : columns.filter(({ cells }) => cells.every(isMissing));
  if (values.length > 0) return values;
  throw new UsageError('No column of the file holds numbers beside the timestamps.');
}

function columnOf(rows: readonly string[][], index: number): string[] {
  return rows.map((row) => row[index]?.trim() ?? '').filter((cell) => cell !== '');
}

function mostly(cells: readonly string[], holds: (cell: string) => boolean): boolean {
  return cells.length > 0 && cells.filter(holds).length > cells.length / 2;
}
