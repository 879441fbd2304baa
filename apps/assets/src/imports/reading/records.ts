/** One record of a table, as bytes show it. */
export interface TableRecord {
  /** As a spreadsheet counts: blank lines too. */
  readonly row: number;
  readonly start: number;
  readonly end: number;
  /** The cells of a CSV, each a character a byte; none where they cannot be told apart. */
  readonly cells: readonly string[];
  /** Why the record cannot be read. */
  readonly fault?: string;
}

/** A stretch of a table. */
export interface Stretch {
  readonly bytes: Buffer;
  /** Nothing comes after it. */
  readonly isLast: boolean;
  /** The number of the row before it. */
  readonly lastRow: number;
}

/** What a stretch holds, and up to where it was read. */
export interface Read {
  readonly records: readonly TableRecord[];
  readonly end: number;
}

/** No record is longer; a stretch that is not the last has more bytes than that. */
export const RECORD_BYTES = 512 * 1024;

export const TOO_LONG = `A row has more than ${RECORD_BYTES} bytes.`;

const LF = 0x0a;
const CR = 0x0d;

/** The end of the line that begins at a place: behind its line feed, or that of the bytes. */
export function lineEnd(bytes: Buffer, start: number): number {
  const found = bytes.indexOf(LF, start);
  return found < 0 ? bytes.length : found + 1;
}

/** Where blank lines end, and how many there are. */
export function passBlank(bytes: Buffer, start: number): { start: number; lines: number } {
  let place = start;
  let lines = 0;
  while (bytes[place] === LF || bytes[place] === CR) {
    if (bytes[place] === LF) lines += 1;
    place += 1;
  }
  return { start: place, lines };
}
