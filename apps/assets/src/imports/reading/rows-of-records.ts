import { isUtf8 } from 'node:buffer';
import { fromCells, isWellFormed, rowFields, type Column, type TableKind } from '@libs/contracts';
import type { ReadRow, RowFault } from '../../domain/import.js';
import type { TableRecord } from './records.js';

/** Longer rows are not kept with what was wrong about them. */
const RAW_CHARACTERS = 16_000;

/** What the list of refused rows adds, so that it can be corrected and sent again. */
export const ROW_COLUMN = '_row';
export const ERRORS_COLUMN = '_errors';

type Row = Record<string, unknown>;

const BROKEN = 'is not UTF-8, or holds a character that no text may hold';

const wholeRow = (message: string): RowFault[] => [{ field: '', message }];

/** What people may be shown of bytes that may be anything. */
function rawOf(bytes: Buffer): string | null {
  const text = bytes
    .toString('utf8')
    .replaceAll('\0', '\uFFFD')
    .replace(/\r?\n$/, '');
  return text.length <= RAW_CHARACTERS ? text : null;
}

const ASCII = /^[^\u0080-\uFFFF]*$/;

/** Undefined where the bytes are not text. */
function textOf(cell: string): string | undefined {
  if (ASCII.test(cell)) return cell;
  const bytes = Buffer.from(cell, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}

/** A column, or undefined where its cells are passed over. */
export type Columns = readonly (Column | undefined)[];

/** A row of a CSV. */
export function rowOfCells(record: TableRecord, columns: Columns, bytes: Buffer): ReadRow {
  const { row, start, end, cells, fault } = record;
  const made = { row, raw: rawOf(bytes.subarray(start, end)), fields: {} };
  if (fault !== undefined) return { ...made, faults: wholeRow(fault) };
  if (cells.length !== columns.length) {
    const message = `The row has ${cells.length} columns, the headings are ${columns.length}.`;
    return { ...made, faults: wholeRow(message) };
  }
  const told = columns.flatMap((column, index) =>
    column ? [{ column, text: textOf(cells[index] ?? '') }] : [],
  );
  const broken = told.filter(({ text }) => text === undefined || !isWellFormed(text));
  if (broken.length > 0) {
    const faults = broken.map(({ column: { name } }) => ({
      field: name,
      message: `${name} ${BROKEN}`,
    }));
    return { ...made, faults };
  }
  const fields = fromCells(
    told.map(({ column }) => column),
    told.map(({ text }) => text ?? ''),
  );
  return { ...made, fields, faults: [] };
}

/** A row of JSON Lines. */
export function rowOfLine(record: TableRecord, kind: TableKind, bytes: Buffer): ReadRow {
  const { row, start, end, fault } = record;
  const line = bytes.subarray(start, end);
  const made = { row, raw: rawOf(line), fields: {} };
  if (fault !== undefined) return { ...made, faults: wholeRow(fault) };
  if (!isUtf8(line)) return { ...made, faults: wholeRow(`The row ${BROKEN}`) };
  const value = parsed(line.toString('utf8'));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ...made, faults: wholeRow('The row is not a JSON object.') };
  }
  if (!isWellFormed(value)) return { ...made, faults: wholeRow(`The row ${BROKEN}`) };
  const { [ROW_COLUMN]: _row, [ERRORS_COLUMN]: _errors, ...fields } = value as Row;
  const known = rowFields(kind).map(({ name }) => name);
  const unknown = Object.keys(fields).filter((name) => !known.includes(name));
  const faults = unknown.map((field) => ({ field, message: `${field} is no field of ${kind}` }));
  return { ...made, fields, faults };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
