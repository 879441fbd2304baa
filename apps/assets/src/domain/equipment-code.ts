const LONGEST = 38;

/** A code made from a name: its Latin letters and digits in capitals, or a plain word. */
export function codeFrom(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '-');
  return plain.slice(0, LONGEST).replace(/^-+|-+$/g, '') || 'EQUIPMENT';
}
