import { lineEnd, RECORD_BYTES, TOO_LONG } from './records.js';
import type { Read, Stretch, TableRecord } from './records.js';

const LF = 0x0a;

/** Reads some records of JSON Lines; what the stretch may have cut off is left to the next. */
export function readLines(stretch: Stretch, limit: number): Read {
  const { bytes, isLast } = stretch;
  const records: TableRecord[] = [];
  let start = 0;
  let row = stretch.lastRow;
  while (start < bytes.length && records.length < limit) {
    const end = lineEnd(bytes, start);
    const isTooLong = end - start > RECORD_BYTES;
    if (bytes[end - 1] !== LF && !isLast && !isTooLong) break;
    row += 1;
    const isBlank = !isTooLong && bytes.toString('latin1', start, end).trim() === '';
    const fault = isTooLong ? { fault: TOO_LONG } : {};
    if (!isBlank) records.push({ row, start, end, cells: [], ...fault });
    start = end;
  }
  // Blank lines behind the last record are counted with what follows them.
  return {
    records,
    end: isLast && records.length < limit ? start : (records.at(-1)?.end ?? start),
  };
}
