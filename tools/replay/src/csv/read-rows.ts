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
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
  let number = 0;
  let isHeader = layout.hasHeader;
  for await (const text of lines) {
    number += 1;
    const line = number === 1 ? text.replace(/^\uFEFF/, '') : text;
    if (line.trim() === '') continue;
    const cells = isHeader ? undefined : cellsOf(line, layout.separator);
    if (cells) {
      const row = rowOf(cells, layout, (reason) => onError(number, reason));
      if (row) yield row;
    } else if (!isHeader) onError(number, 'its quotes are broken');
    isHeader = false;
  }
}

function rowOf(
  record: readonly string[],
  layout: Layout,
  onError: (reason: string) => void,
): Row | undefined {
  const time = record[layout.timestampColumn] ?? '';
  const at = parseTimestamp(time);
  if (at === undefined) {
    onError(`"${time}" is not a timestamp`);
    return undefined;
  }
  const values = layout.valueColumns.map(({ index, name }) => {
    const cell = record[index];
    const value = cell === undefined ? undefined : parseNumber(cell, layout.separator);
    if (cell === undefined) onError(`${name} is missing`);
    else if (value === undefined && cell !== '') onError(`${name} is "${cell}", not a number`);
    return value;
  });
  return { at, values };
}
