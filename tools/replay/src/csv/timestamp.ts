const zoned = /(Z|[+-]\d{2}(:?\d{2})?)$/i;
const written =
  /^\d{4}[-/]\d{2}[-/]\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?\s?(Z|[+-]\d{2}(:?\d{2})?)?)?$/i;
const epoch = /^(\d{9,13}(\.\d+)?|\d{16}|\d{19})$/;
/** Epochs of this century below a bound are in a unit of so many milliseconds. */
const perMs = [
  [1e11, 1000],
  [1e14, 1],
  [1e17, 1e-3],
] as const;

/** Epoch milliseconds of an ISO 8601 instant, `YYYY-MM-DD HH:MM:SS` (without a zone: UTC), or an epoch in s, ms, µs or ns. */
export function parseTimestamp(text: string): number | undefined {
  const trimmed = text.trim();
  if (written.test(trimmed)) return parseWritten(trimmed);
  if (!epoch.test(trimmed)) return undefined;
  const value = Number(trimmed);
  return Math.round(value * (perMs.find(([below]) => value < below)?.[1] ?? 1e-6));
}

function parseWritten(text: string): number | undefined {
  const iso = text.replace(/\//g, '-').replace(/[T ]/i, 'T').replace(',', '.').replace(' ', '');
  const withTime = iso.includes('T') ? iso : `${iso}T00:00`;
  const zone = zoned.exec(withTime.slice(10))?.[0];
  const minutes = zone?.length === 3 ? ':00' : zone ? '' : 'Z';
  const at = Date.parse(`${withTime}${minutes}`);
  return Number.isNaN(at) ? undefined : at;
}
