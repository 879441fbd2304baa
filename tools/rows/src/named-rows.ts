const named = /\b([A-Z]{3})-(\d{2})(?:(?:…|\.\.\.)(?:\1-)?(\d{2}))?(?![\w-])/g;

/**
 * The rows that a title names: `REG-14`, several in any order, and ranges `TEL-01…04` or `TEL-01…TEL-04`. Only ids of
 * the given groups are taken, since codes of machines look the same.
 */
export function namedRows(title: string, groups: ReadonlySet<string>): string[] {
  const ids = [...title.matchAll(named)]
    .filter(([, group = '']) => groups.has(group))
    .flatMap(([, group = '', first = '', last = first]) =>
      range(group, Number(first), Number(last)),
    );
  return [...new Set(ids)];
}

function range(group: string, first: number, last: number): string[] {
  return Array.from(
    { length: Math.max(last - first, 0) + 1 },
    (_, index) => `${group}-${String(first + index).padStart(2, '0')}`,
  );
}
