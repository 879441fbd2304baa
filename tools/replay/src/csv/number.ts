/** A number as CSV files write it; a decimal comma is read where the comma does not separate. */
export function parseNumber(text: string, separator: string): number | undefined {
  const trimmed = text.trim();
  const plain = separator === ',' ? trimmed : trimmed.replace(/^([+-]?\d*),(\d+)$/, '$1.$2');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

const missing = /^(|-|nan|null|none|nil|n\/?a|#n\/a|missing|[+-]?inf(inity)?)$/i;

/** Whether a cell says that there is no number. */
export const isMissing = (text: string): boolean => missing.test(text.trim());
