import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import {
  columnsOf,
  toCells,
  type TableFormat,
  type TableKind,
  type TablePart,
} from '@libs/contracts';
import { stringify } from 'csv-stringify/sync';
import type { HttpReply } from '../http/request.js';

const MEDIA_TYPES: Readonly<Record<TableFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson; charset=utf-8',
};

/** Lines of a CSV. */
export function csvLines(rows: readonly (readonly string[])[], delimiter = ','): string {
  return stringify(rows as string[][], { delimiter, record_delimiter: '\r\n' });
}

/** Lines of JSON. */
export function jsonLines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** A table that is sent as it is made: the next part is asked for when this one was taken. */
export function tableFile(
  reply: HttpReply,
  name: string,
  format: TableFormat,
  text: AsyncIterable<string>,
): StreamableFile {
  void reply
    .header('Content-Type', MEDIA_TYPES[format])
    .header('Content-Disposition', `attachment; filename="${name}.${format}"`);
  return new StreamableFile(Readable.from(text, { objectMode: false }));
}

/** The text of an export; asks for one part after the other. */
export async function* exportText(
  kind: TableKind,
  format: TableFormat,
  first: TablePart,
  ask: (after: string) => Promise<TablePart>,
): AsyncGenerator<string> {
  const columns = columnsOf(kind);
  if (format === 'csv') yield csvLines([columns.map(({ name }) => name)]);
  for (let part = first; part.rows.length > 0;) {
    const rows = part.rows.map(({ fields }) => fields);
    yield format === 'csv' ? csvLines(rows.map((row) => toCells(columns, row))) : jsonLines(rows);
    if (part.next === undefined) return;
    part = await ask(part.next);
  }
}
