/** What a person writes as a decimal, times ten to the power of `places`; exact. */
export function scaled(text: string, places: number): bigint {
  const [, whole = '', fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === '' || fraction.length > places) throw new Error(`"${text}" is no such decimal`);
  return BigInt(whole + fraction.padEnd(places, '0'));
}

/** A quotient with so many places, the last one rounded half up; never by way of floating point. */
export function quotient(numerator: bigint, denominator: bigint, places: number): string {
  const scale = 10n ** BigInt(places);
  const rounded = (2n * numerator * scale + denominator) / (2n * denominator);
  if (places === 0) return String(rounded);
  const digits = String(rounded).padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** What must be added to one decimal to get another; both are written with as many places. */
export function difference(from: string, to: string): string {
  const places = to.length - 1 - to.indexOf('.');
  const digits = (text: string): bigint => BigInt(text.replace('.', ''));
  const change = digits(to) - digits(from);
  const sign = change < 0n ? '-' : '';
  const size = change < 0n ? -change : change;
  return sign + (to.includes('.') ? quotient(size, 10n ** BigInt(places), places) : String(size));
}
