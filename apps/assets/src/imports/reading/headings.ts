import { isUtf8 } from 'node:buffer';
import { columnNamed, type TableKind } from '@libs/contracts';
import { readCsv } from './read-csv.js';
import type { Stretch } from './records.js';
import { ERRORS_COLUMN, ROW_COLUMN, type Columns } from './rows-of-records.js';

const DELIMITERS = [',', ';', '\t'] as const;
const BOM = Buffer.from('\uFEFF');

/** What the first row of a CSV names, or why it cannot be used. */
export type Headings =
  | {
      readonly kind: 'usable';
      readonly names: readonly string[];
      readonly delimiter: string;
      readonly end: number;
      readonly row: number;
    }
  | { readonly kind: 'unusable'; readonly reason: string };

/** The columns that headings name; undefined ones are passed over. */
export function columnsOfHeadings(kind: TableKind, names: readonly string[]): Columns {
  return names.map((name) => columnNamed(kind, name));
}

/** The bytes that a mark of their order takes at the beginning. */
export function bomLength(bytes: Buffer): number {
  return bytes.subarray(0, BOM.length).equals(BOM) ? BOM.length : 0;
}

/** Reads the headings; the delimiter is that by which most of them are known. */
export function readHeadings(kind: TableKind, stretch: Stretch): Headings {
  const skipped = bomLength(stretch.bytes);
  const bytes = stretch.bytes.subarray(skipped);
  const readings = DELIMITERS.map((delimiter) => {
    const [record] = readCsv({ ...stretch, bytes }, delimiter, 1).records;
    const names = (record?.cells ?? []).map((cell) => Buffer.from(cell, 'latin1'));
    return { delimiter, names, record };
  });
  const known = ({ names }: (typeof readings)[number]): number =>
    names.filter((name) => columnNamed(kind, name.toString().trim())).length;
  const [best] = readings.sort((a, b) => known(b) - known(a));
  if (!best?.record || best.record.fault !== undefined || !best.names.every(isUtf8)) {
    return { kind: 'unusable', reason: 'The first row is not one of headings in UTF-8.' };
  }
  const names = best.names.map((name) => name.toString().trim());
  const reason = faultOf(kind, names);
  if (reason !== undefined) return { kind: 'unusable', reason };
  const { row, end } = best.record;
  return { kind: 'usable', names, delimiter: best.delimiter, end: skipped + end, row };
}

function faultOf(kind: TableKind, names: readonly string[]): string | undefined {
  const isKnown = (name: string): boolean =>
    name === ROW_COLUMN || name === ERRORS_COLUMN || columnNamed(kind, name) !== undefined;
  const unknown = names.filter((name) => !isKnown(name));
  if (unknown.length > 0) {
    return `These headings are no columns of ${kind}: ${unknown.map((name) => `"${name.slice(0, 100)}"`).join(', ')}.`;
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return `The heading "${twice}" is there twice.`;
  const identifies = kind === 'locations' ? ['code', 'id'] : ['code'];
  return identifies.some((name) => names.includes(name))
    ? undefined
    : `There is no column ${identifies.join(' or ')} to tell the rows by.`;
}
