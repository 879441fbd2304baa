import { cellsOf } from './cells.js';
import { parseNumber } from './number.js';
import { isTimestamp } from './timestamp.js';

const separators = [',', ';', '\t', '|'];

/** The one by which most lines hold an instant and a number beside it; of several, the one that cuts them evenly. */
export function detectSeparator(lines: readonly string[]): string {
  const fits = separators.map((separator) => ({ separator, ...fitOf(lines, separator) }));
  const best = fits.reduce((one, other) => (other.fit > one.fit ? other : one));
  // Spaces stand in instants and after other separators too: they separate where nothing else does.
  return best.readings === 0 && fitOf(lines, ' ').readings > 0 ? ' ' : best.separator;
}

function fitOf(lines: readonly string[], separator: string): { fit: number; readings: number } {
  const rows = lines.map((line) => cellsOf(line, separator) ?? []);
  const counts = rows.map(({ length }) => length);
  const usual = [...counts].sort((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0;
  if (usual < 2) return { fit: 0, readings: 0 };
  const evenness = counts.filter((count) => count === usual).length + usual / 10_000;
  const readings = rows.filter((row) => isReading(row, separator)).length;
  return { fit: 10 * readings + evenness, readings };
}

function isReading(row: readonly string[], separator: string): boolean {
  const time = row.findIndex(isTimestamp);
  return (
    time >= 0 &&
    row.some((cell, place) => place !== time && parseNumber(cell, separator) !== undefined)
  );
}
