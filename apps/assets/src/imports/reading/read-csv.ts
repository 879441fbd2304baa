import { parse } from 'csv-parse/sync';
import { lineEnd, passBlank, RECORD_BYTES, TOO_LONG } from './records.js';
import type { Read, Stretch, TableRecord } from './records.js';

const FAULTS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'A quote is opened and never closed.',
  CSV_INVALID_CLOSING_QUOTE: 'A closing quote is followed by something else.',
  INVALID_OPENING_QUOTE: 'A quote stands inside of a value that is not quoted.',
  CSV_MAX_RECORD_SIZE: TOO_LONG,
};

/** A record, where it ends, and how many blank lines there were before it. */
interface Found {
  readonly cells: readonly string[];
  readonly end: number;
  readonly blankLines: number;
}

/** The records up to the first that cannot be read. */
function untilFault(
  bytes: Buffer,
  delimiter: string,
  limit: number,
): { found: Found[]; fault?: string } {
  const found: Found[] = [];
  try {
    parse(bytes, {
      delimiter,
      // A character a byte, so that what is not UTF-8 can be told from what is.
      encoding: 'latin1',
      max_record_size: RECORD_BYTES,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      to: limit,
      on_record: (cells: string[], { bytes: end, empty_lines: blankLines }) => {
        found.push({ cells, end, blankLines });
        return null;
      },
    });
    return { found };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const fault = FAULTS[code];
    if (fault === undefined) throw error;
    return { found, fault };
  }
}

/**
 * Reads some records of a CSV. One that cannot be read ends with its line, and reading goes on
 * behind it. What the end of the stretch may have cut off is left to the next stretch.
 */
export function readCsv(stretch: Stretch, delimiter: string, limit: number): Read {
  const { bytes, isLast } = stretch;
  const records: TableRecord[] = [];
  let start = 0;
  let lastRow = stretch.lastRow;
  while (start < bytes.length && records.length < limit) {
    const from = { start, lastRow };
    const { found, fault } = untilFault(bytes.subarray(start), delimiter, limit - records.length);
    for (const [index, { cells, end, blankLines }] of found.entries()) {
      lastRow = from.lastRow + blankLines + index + 1;
      records.push({ row: lastRow, start, end: from.start + end, cells });
      start = from.start + end;
    }
    if (fault === undefined) break;
    const blank = passBlank(bytes, start);
    if (!isLast && bytes.length - blank.start < RECORD_BYTES) break;
    lastRow += blank.lines + 1;
    start = lineEnd(bytes, blank.start);
    records.push({ row: lastRow, start: blank.start, end: start, cells: [], fault });
  }
  return isLast ? wholly(records, limit, bytes) : withoutCut(records, bytes);
}

/** Behind the last record there are blank lines at most. */
function wholly(records: TableRecord[], limit: number, bytes: Buffer): Read {
  const end = records.length < limit ? bytes.length : (records.at(-1)?.end ?? 0);
  return { records, end };
}

/** More of the last record may come; where there is none at all, there were blank lines. */
function withoutCut(records: TableRecord[], bytes: Buffer): Read {
  const isCut = records.at(-1)?.end === bytes.length;
  const whole = isCut ? records.slice(0, -1) : records;
  return { records: whole, end: whole.at(-1)?.end ?? (isCut ? 0 : bytes.length) };
}
