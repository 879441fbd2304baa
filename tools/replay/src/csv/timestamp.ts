const zoned = /(Z|[+-]\d{2}(:?\d{2})?)$/i;
const written =
  /^\d{4}[-/]\d{2}[-/]\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?\s?(Z|[+-]\d{2}(:?\d{2})?)?)?$/i;
const yearLast =
  /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:,?[T ](\d{1,2})(:[^ap]+?)(?:\s?([ap])m)?)?$/i;
const epoch = /^(\d{9,13}(\.\d+)?|\d{16}|\d{19})$/;
/** Epochs of this century below a bound are in a unit of so many milliseconds. */
const perMs = [
  [1e11, 1000],
  [1e14, 1],
  [1e17, 1e-3],
] as const;

/**
 * Epoch milliseconds of an ISO 8601 instant, `YYYY-MM-DD HH:MM:SS` (without a zone: UTC), an epoch in s, ms, µs or ns,
 * `DD.MM.YYYY HH:MM`, or the same with `/` or `-`, of which only the file as a whole tells whether the month comes first.
 */
export function parseTimestamp(text: string, monthFirst = false): number | undefined {
  const trimmed = text.trim();
  if (written.test(trimmed)) return parseWritten(trimmed);
  if (epoch.test(trimmed)) {
    const value = Number(trimmed);
    return Math.round(value * (perMs.find(([below]) => value < below)?.[1] ?? 1e-6));
  }
  const turned = yearFirst(trimmed, monthFirst);
  return turned !== undefined && written.test(turned) ? parseWritten(turned) : undefined;
}

/** Whether a cell is an instant in one order of day and month or the other. */
export const isTimestamp = (text: string): boolean =>
  parseTimestamp(text) !== undefined || parseTimestamp(text, true) !== undefined;

function yearFirst(text: string, monthFirst: boolean): string | undefined {
  const match = yearLast.exec(text);
  if (!match) return undefined;
  const [, first = '', mark, second = '', year = '', hour, minutes = '', half] = match;
  const [day, month] = monthFirst && mark !== '.' ? [second, first] : [first, second];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (hour === undefined) return date;
  const hours = half ? (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0) : hour;
  return `${date} ${String(hours).padStart(2, '0')}${minutes}`;
}

function parseWritten(text: string): number | undefined {
  const iso = text.replace(/\//g, '-').replace(/[T ]/i, 'T').replace(',', '.').replace(' ', '');
  const withTime = iso.includes('T') ? iso : `${iso}T00:00`;
  const zone = zoned.exec(withTime.slice(10))?.[0];
  const minutes = zone?.length === 3 ? ':00' : zone ? '' : 'Z';
  const at = Date.parse(`${withTime}${minutes}`);
  return Number.isNaN(at) ? undefined : at;
}
