/** Other parts of a list, by their relation to this one: what their query says otherwise. */
export type Relations = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The header that leads from a part of a list to others (RFC 8288). */
export function linkHeader(address: string, relations: Relations): string {
  const [path = '', query] = address.split('?', 2);
  return Object.entries(relations)
    .map(([relation, otherwise]) => {
      const asked = new URLSearchParams(query);
      // It stands in for a page.
      asked.delete('skip');
      for (const [name, value] of Object.entries(otherwise)) asked.set(name, value);
      return `<${path}?${asked.toString()}>; rel="${relation}"`;
    })
    .join(', ');
}
