import { parse } from 'csv-parse/sync';

/**
 * The cells of one line, or undefined when its quotes are broken. A file is taken line by line, so that a stray quote
 * costs one line and not the rest of the file; in return a cell cannot hold a line end, which no logger writes.
 * Where spaces separate, a run of them does so once.
 */
export function cellsOf(line: string, separator: string): string[] | undefined {
  const text = separator === ' ' ? line.trim().replace(/ +/g, ' ') : line;
  if (!text.includes('"')) return text.split(separator).map((cell) => cell.trim());
  try {
    return parse(text, { delimiter: separator, trim: separator !== ' ' })[0];
  } catch {
    return undefined;
  }
}
