/** Nested figures as indented lines for people. */
export function printed(figures: object, indent = ''): string {
  return Object.entries(figures)
    .map(([name, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null
        ? `${indent}${name}\n${printed(value, `${indent}  `)}`
        : `${indent}${name}: ${typeof value === 'number' ? Number(value.toPrecision(4)) : String(value)}`,
    )
    .join('\n');
}
