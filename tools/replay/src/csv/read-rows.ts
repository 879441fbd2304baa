import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { cellsOf } from './cells.js';
import { detectLayout, type Layout } from './layout.js';
import { parseNumber } from './number.js';
import { parseTimestamp } from './timestamp.js';

/** A row's instant (epoch milliseconds) and its values, in the order of the layout's value columns. */
export interface Row {
  readonly at: number;
  readonly values: readonly (number | undefined)[];
}

/** A row as it stands in the file: its instant as written, and as read if it could be. */
export interface WrittenRow {
  readonly written: string;
  readonly at: number | undefined;
  readonly values: readonly (number | undefined)[];
}

const headBytes = 65_536;

export async function readLayout(path: string): Promise<Layout> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return detectLayout(buffer.toString('utf8', 0, bytesRead), bytesRead < headBytes);
  } finally {
    await file.close();
  }
}

/** The rows of a file, one after the other; what cannot be read is told with its line and left out. */
export async function* readRows(
  path: string,
  layout: Layout,
  onError: (line: number, reason: string) => void,
): AsyncGenerator<Row> {
  for await (const { at, values } of readWrittenRows(path, layout, onError)) {
    if (at !== undefined) yield { at, values };
  }
}

/** Every row of a file; what cannot be read is told with its line and undefined. */
export async function* readWrittenRows(
  path: string,
  layout: Layout,
  onError: (line: number, reason: string) => void,
): AsyncGenerator<WrittenRow> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
  let number = 0;
  let isHeader = layout.hasHeader;
  for await (const text of lines) {
    number += 1;
    const line = number === 1 ? text.replace(/^\uFEFF/, '') : text;
    if (line.trim() === '') continue;
    if (!isHeader) yield rowOf(line, layout, (reason) => onError(number, reason));
    isHeader = false;
  }
}

function rowOf(line: string, layout: Layout, onError: (reason: string) => void): WrittenRow {
  const cells = cellsOf(line, layout.separator);
  if (!cells) onError('its quotes are broken');
  const written = cells?.[layout.timestampColumn] ?? '';
  const at = parseTimestamp(written);
  if (cells && at === undefined) onError(`"${written}" is not a timestamp`);
  if (!cells || at === undefined) return { written, at: undefined, values: [] };
  const values = layout.valueColumns.map(({ index, name }) => {
    const cell = cells[index];
    const value = cell === undefined ? undefined : parseNumber(cell, layout.separator);
    if (cell === undefined) onError(`${name} is missing`);
    else if (value === undefined && cell !== '') onError(`${name} is "${cell}", not a number`);
    return value;
  });
  return { written, at, values };
}
