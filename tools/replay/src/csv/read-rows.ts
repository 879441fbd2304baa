import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { cellsOf } from './cells.js';
import { writtenInstant } from './instants.js';
import { detectLayout, isComment, type Layout } from './layout.js';
import { isMissing, parseNumber } from './number.js';
import { parseTimestamp } from './timestamp.js';
import { utf8Of } from './utf8.js';

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

/** A file or a pipe whose layout is known. */
export interface Table {
  readonly layout: Layout;
  /** Every row, by that layout or one with fewer columns; what cannot be read is told with its line and undefined. */
  readonly rows: (layout: Layout, onError: OnError) => AsyncGenerator<WrittenRow>;
}

type OnError = (line: number, reason: string) => void;

const headBytes = 65_536;

/** Finds the layout in the first bytes of the text, and keeps these for the rows: a pipe is read once only. */
export async function openTable(input: Readable): Promise<Table> {
  const chunks = utf8Of(input);
  const head: Buffer[] = [];
  let size = 0;
  let isWhole = false;
  while (size < headBytes && !isWhole) {
    const next = await chunks.next();
    isWhole = next.done === true;
    if (next.done === true) break;
    head.push(next.value);
    size += next.value.length;
  }
  const layout = detectLayout(Buffer.concat(head).toString('utf8'), isWhole);
  async function* all(): AsyncGenerator<Buffer> {
    yield* head;
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
      yield next.value;
    }
  }
  return { layout, rows: (by, onError) => writtenRows(Readable.from(all()), by, onError) };
}

export async function readLayout(path: string): Promise<Layout> {
  const input = createReadStream(path);
  try {
    return (await openTable(input)).layout;
  } finally {
    input.destroy();
  }
}

/** The rows of a file, one after the other; what cannot be read is told with its line and left out. */
export async function* readRows(
  path: string,
  layout: Layout,
  onError: OnError,
): AsyncGenerator<Row> {
  const input = Readable.from(utf8Of(createReadStream(path)));
  for await (const { at, values } of writtenRows(input, layout, onError)) {
    if (at !== undefined) yield { at, values };
  }
}

async function* writtenRows(
  input: Readable,
  layout: Layout,
  onError: OnError,
): AsyncGenerator<WrittenRow> {
  const lines = createInterface({ input, crlfDelay: Infinity });
  let number = 0;
  let isAbove = true;
  let isHeader = layout.hasHeader;
  for await (const text of lines) {
    number += 1;
    const line = number === 1 ? text.replace(/^\uFEFF/, '') : text;
    if (line.trim() === '' || (isAbove && isComment(line))) continue;
    isAbove = false;
    if (!isHeader) yield rowOf(line, layout, (reason) => onError(number, reason));
    isHeader = false;
  }
}

function rowOf(line: string, layout: Layout, onError: (reason: string) => void): WrittenRow {
  const cells = cellsOf(line, layout.separator);
  if (!cells) onError('its quotes are broken');
  const written = cells ? writtenInstant(cells, layout) : '';
  const at = parseTimestamp(written, layout.dateOrder.monthFirst);
  if (cells && at === undefined) onError(`"${written}" is not a timestamp`);
  if (!cells || at === undefined) return { written, at: undefined, values: [] };
  const values = layout.valueColumns.map(({ index, name }) => {
    const cell = cells[index];
    const value = cell === undefined ? undefined : parseNumber(cell, layout.separator);
    if (cell === undefined) onError(`${name} is missing`);
    else if (value === undefined && !isMissing(cell)) onError(`${name} is "${cell}", not a number`);
    return value;
  });
  return { written, at, values };
}
