/** How alike two anomalies are, 0 to 1: the angle between what their parts, or contributors, showed. */
export function likeness(
  one: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
): number {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  let product = 0;
  let first = 0;
  let second = 0;
  for (const name of names) {
    const [a, b] = [one[name] ?? 0, other[name] ?? 0];
    product += a * b;
    first += a * a;
    second += b * b;
  }
  return first > 0 && second > 0
    ? Math.min(1, Math.max(0, product / Math.sqrt(first * second)))
    : 0;
}

/** The most alike, most alike first; of two as alike the one that was found first here. */
export const mostAlike = <T extends { readonly parts: Readonly<Record<string, number>> }>(
  parts: Readonly<Record<string, number>>,
  past: readonly T[],
  most: number,
): { readonly anomaly: T; readonly likeness: number }[] =>
  past
    .map((anomaly) => ({ anomaly, likeness: likeness(parts, anomaly.parts) }))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, most);
