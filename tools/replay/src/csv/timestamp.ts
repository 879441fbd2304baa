const zoned = /(Z|[+-]\d{2}:?\d{2})$/i;
const written =
  /^\d{4}[-/]\d{2}[-/]\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** Epoch milliseconds of an ISO 8601 instant, `YYYY-MM-DD HH:MM:SS` (without a zone: UTC), or epoch seconds or milliseconds. */
export function parseTimestamp(text: string): number | undefined {
  const trimmed = text.trim();
  if (written.test(trimmed)) return parseWritten(trimmed);
  if (!/^\d{9,13}(\.\d+)?$/.test(trimmed)) return undefined;
  const value = Number(trimmed);
  return Math.round(value < 1e11 ? value * 1000 : value);
}

function parseWritten(text: string): number | undefined {
  const iso = text.replace(/\//g, '-').replace(/[T ]/i, 'T').replace(',', '.').replace(' ', '');
  const withTime = iso.includes('T') ? iso : `${iso}T00:00`;
  const at = Date.parse(zoned.test(withTime.slice(10)) ? withTime : `${withTime}Z`);
  return Number.isNaN(at) ? undefined : at;
}
