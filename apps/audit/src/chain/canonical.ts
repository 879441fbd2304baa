import canonicalize from 'canonicalize';

/** RFC 8785; throws a RangeError on what has no canonical form: 1e400, nesting without end. */
export function canonical(value: object): string {
  try {
    return canonicalize(value) ?? 'null';
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new RangeError('It holds a number that JSON cannot tell', { cause: error });
  }
}
