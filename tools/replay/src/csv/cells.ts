import { parse } from 'csv-parse/sync';

/**
 * The cells of one line, or undefined when its quotes are broken. A file is taken line by line, so that a stray quote
 * costs one line and not the rest of the file; in return a cell cannot hold a line end, which no logger writes.
 */
export function cellsOf(line: string, separator: string): string[] | undefined {
  if (!line.includes('"')) return line.split(separator).map((cell) => cell.trim());
  try {
    return parse(line, { delimiter: separator, trim: true })[0];
  } catch {
    return undefined;
  }
}
