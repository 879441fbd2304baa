import type { Field, FieldSchema } from '@libs/contracts';

/** Values at the limits of a field, and values just beyond them or of another kind. */
export interface FieldValues {
  readonly right: readonly unknown[];
  readonly wrong: readonly unknown[];
}

const HALF_A_CHARACTER = '\ud800';
/** The first whole number that an integer column does not hold. */
const BEYOND_DATABASE = 2 ** 31;
const OTHERS: Readonly<Record<string, readonly unknown[]>> = {
  string: [5, true, {}, ['x']],
  integer: ['5', true, {}, [5], 1.5, Number.MAX_VALUE],
  number: ['5', true, {}, [5]],
  boolean: ['true', 1, {}, []],
  object: [5, 'x', true, [1]],
  array: [5, 'x', true, { 0: 'x' }],
};

/** Text of a length that a pattern takes, where a letter, a figure or both will do. */
function textOf(length: number, pattern: string | undefined): string | undefined {
  const texts = ['x', 'X', '1', '0.'].map((each) => each.repeat(length).slice(0, length));
  return texts.find((text) => pattern === undefined || new RegExp(pattern).test(text));
}

function texts({ minLength = 0, maxLength, pattern }: FieldSchema): FieldValues {
  const at = [Math.max(minLength, 1), ...(maxLength === undefined ? [] : [maxLength])];
  return {
    right: at.flatMap((length) => textOf(length, pattern) ?? []),
    wrong: [
      ...(minLength > 0 ? ['x'.repeat(minLength - 1)] : []),
      ...(maxLength === undefined ? [] : ['X'.repeat(maxLength + 1)]),
      ...(pattern === undefined ? [] : [' \n']),
      'a\u0000b',
      HALF_A_CHARACTER,
    ],
  };
}

function formatted(format: string): FieldValues {
  switch (format) {
    case 'uuid':
      return {
        right: ['019aa4c2-9766-75d1-91e8-6d332eb64526'],
        wrong: ['', 'stats', '019aa4c2-9766-75d1-91e8-6d332eb6452'],
      };
    case 'date-time':
      return {
        right: ['2024-02-29T23:59:59.999Z', '2024-01-01T00:00:00+05:30'],
        wrong: ['', '2024-01-01', '2024-01-01T00:00:00', '2023-02-29T00:00:00Z', 'now'],
      };
    case 'date':
      return { right: ['2024-02-29'], wrong: ['', '2023-02-29', '2024-2-9', '2024-01-01T00:00Z'] };
    default:
      return { right: [], wrong: [] };
  }
}

function numbers({ type, minimum, maximum }: FieldSchema): FieldValues {
  const right = [minimum, maximum].filter((limit) => limit !== undefined);
  const step = type === 'integer' ? 1 : 0.001;
  return {
    right,
    wrong: [
      ...(minimum === undefined ? [] : [minimum - step]),
      ...(maximum === undefined ? [] : [maximum + step]),
      ...(type === 'integer' && maximum === undefined ? [BEYOND_DATABASE] : []),
    ],
  };
}

function own(schema: FieldSchema): FieldValues {
  if (schema.enum) return { right: schema.enum, wrong: ['', 'nonsense'] };
  if (schema.format !== undefined && schema.type === 'string') return formatted(schema.format);
  if (schema.type === 'string') return texts(schema);
  if (schema.type === 'integer' || schema.type === 'number') return numbers(schema);
  return { right: [], wrong: [] };
}

/** What a field must take and what it must refuse, by what its contract says of it. */
export function valuesOf({ schema, nullable, required }: Field): FieldValues {
  const { right, wrong } = own(schema);
  const nothing = nullable ? { right: [null] } : { wrong: [null] };
  return {
    right: [...right, ...(nothing.right ?? [])],
    wrong: [
      ...wrong,
      ...(OTHERS[schema.type ?? ''] ?? []),
      ...(nothing.wrong ?? []),
      ...(required ? [undefined] : []),
    ],
  };
}
