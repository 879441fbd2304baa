import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { parse, type CsvError, type Info } from 'csv-parse';
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
  const parser = parse({
    delimiter: layout.separator,
    bom: true,
    trim: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
  });
  parser.on('skip', (error: CsvError & { lines?: number }) =>
    onError(error.lines ?? 0, error.message),
  );
  const source = createReadStream(path)
    .on('error', (error) => parser.destroy(error))
    .pipe(parser);
  let isHeader = layout.hasHeader;
  for await (const { record, info } of source as AsyncIterable<{ record: string[]; info: Info }>) {
    if (isHeader) isHeader = false;
    else {
      const row = rowOf(record, layout, (reason) => onError(info.lines, reason));
      if (row) yield row;
    }
  }
}

function rowOf(
  record: readonly string[],
  layout: Layout,
  onError: (reason: string) => void,
): Row | undefined {
  const time = record[layout.timestampColumn] ?? '';
  const at = parseTimestamp(time);
  if (at === undefined) return void onError(`"${time}" is not a timestamp`);
  const values = layout.valueColumns.map(({ index, name }) => {
    const cell = record[index];
    if (cell === undefined) return void onError(`${name} is missing`);
    const value = parseNumber(cell, layout.separator);
    if (value === undefined && cell !== '') onError(`${name} is "${cell}", not a number`);
    return value;
  });
  return { at, values };
}
