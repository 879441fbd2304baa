import type { Import, Progress, ReadRow } from '../../domain/import.js';
import { bomLength, columnsOfHeadings, readHeadings } from './headings.js';
import { readCsv } from './read-csv.js';
import { readLines } from './read-lines.js';
import type { Stretch } from './records.js';
import { rowOfCells, rowOfLine } from './rows-of-records.js';

/** Rows of a table and where the next one begins, or why there can be none. */
export type RowsRead =
  | {
      readonly kind: 'rows';
      readonly rows: readonly ReadRow[];
      readonly place: Pick<Progress, 'headings' | 'delimiter' | 'position' | 'lastRow'>;
    }
  | { readonly kind: 'unusable'; readonly reason: string };

/** Reads the next rows of an import: where it begins with headings, these alone. */
export function readRows(row: Import, stretch: Stretch, limit: number): RowsRead {
  return row.format === 'csv' ? csvRows(row, stretch, limit) : lineRows(row, stretch, limit);
}

function csvRows(row: Import, stretch: Stretch, limit: number): RowsRead {
  const { kind, headings, delimiter, position } = row;
  if (!headings || delimiter === null) {
    const read = readHeadings(kind, stretch);
    if (read.kind === 'unusable') return read;
    const { names, end } = read;
    const moved = { position: position + end, lastRow: read.row };
    const place = { headings: names, delimiter: read.delimiter, ...moved };
    return { kind: 'rows', rows: [], place };
  }
  const columns = columnsOfHeadings(kind, headings);
  const { records, end } = readCsv(stretch, delimiter, limit);
  const rows = records.map((record) => rowOfCells(record, columns, stretch.bytes));
  const lastRow = rows.at(-1)?.row ?? row.lastRow;
  return { kind: 'rows', rows, place: { headings, delimiter, position: position + end, lastRow } };
}

function lineRows(row: Import, stretch: Stretch, limit: number): RowsRead {
  const { kind, headings, delimiter, position } = row;
  const skipped = position === 0 ? bomLength(stretch.bytes) : 0;
  const bytes = stretch.bytes.subarray(skipped);
  const { records, end } = readLines({ ...stretch, bytes }, limit);
  const rows = records.map((record) => rowOfLine(record, kind, bytes));
  const lastRow = rows.at(-1)?.row ?? row.lastRow;
  const place = { headings, delimiter, position: position + skipped + end, lastRow };
  return { kind: 'rows', rows, place };
}
