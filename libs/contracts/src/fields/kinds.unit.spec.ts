import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { ContractClass } from '../envelope/event-contract.js';
import { fieldsOf } from './field.js';
import {
  Choice,
  EmailAddress,
  Flag,
  FreeForm,
  FromQuery,
  Instant,
  ListOf,
  Nested,
  Real,
  Text,
  TextList,
  Uuid,
  WebAddress,
  Whole,
} from './kinds.js';

const UUID = '019aa4c2-e9da-786d-9351-cf9a7642d8c5';
const long = (length: number) => 'x'.repeat(length);

function accepts(contract: ContractClass, plain: object): boolean {
  return validateSync(plainToInstance(contract, plain)).length === 0;
}

/** A contract class with one field, `value`. */
function contractWith(...decorators: PropertyDecorator[]): ContractClass {
  class OneField {
    value!: unknown;
  }
  for (const decorate of decorators) decorate(OneField.prototype, 'value');
  return OneField;
}

class Point {
  @Real() x!: number;
}

const kinds: [string, PropertyDecorator, taken: unknown[], refused: unknown[]][] = [
  ['a UUID', Uuid(), [UUID, UUID.toUpperCase()], [UUID.slice(1), `{${UUID}}`, '', 7, [UUID]]],
  [
    'text of 1 to 5',
    Text({ max: 5 }),
    ['a', long(5), ' a '],
    ['', ' ', '\t\n', '\u00a0', long(6), 5, ['a'], null],
  ],
  ['text of 2 to 3', Text({ min: 2, max: 3 }), ['ab', 'abc'], ['a', 'abcd']],
  ['text of a pattern', Text({ max: 9, pattern: /^[A-Z]+$/ }), ['AB'], ['Ab', 'A B', 'A\n']],
  [
    'an instant',
    Instant(),
    ['2026-11-21T08:00:00Z', '2026-11-21T08:00:00.123+05:30', '2024-02-29T00:00:00-01:00'],
    [
      '2026-11-21T08:00:00',
      '2026-11-21',
      '2026-11-21 08:00:00Z',
      '2026-02-30T00:00:00Z',
      '2026-13-01T00:00:00Z',
      'now',
      1_795_248_000_000,
    ],
  ],
  ['a choice', Choice(['low', 'high']), ['low', 'high'], ['Low', '', 'lo', 0, ['low']]],
  ['a number', Real(), [0, -1.5, 1e300], [NaN, Infinity, -Infinity, '1', true, null]],
  ['a number of 0 to 1', Real({ min: 0, max: 1 }), [0, 0.5, 1], [-1e-9, 1.000001]],
  ['a whole number', Whole(), [0, -3, 2 ** 53 - 1], [0.5, NaN, Infinity, '3']],
  ['a whole number of 2 to 4', Whole({ min: 2, max: 4 }), [2, 4], [1, 5, 2.5]],
  ['a flag', Flag(), [true, false], ['true', 0, 1, null]],
  ['an object of free form', FreeForm(), [{}, { a: [1] }], ['a', 1, [], null]],
  [
    'a web address',
    WebAddress(),
    ['https://hooks.example.com/a?b=c', 'http://localhost:8080/x', `https://a.io/${long(1987)}`],
    ['ftp://example.com', 'example.com', 'javascript:alert(1)', `https://a.io/${long(1988)}`, 5],
  ],
  ['an e-mail address', EmailAddress(), ['mira@example.com'], ['mira', 'mira@', 'a b@c.de', 5]],
  ['a nested object', Nested(() => Point), [{ x: 1 }], [{ x: 'a' }, {}, 'x', 5, null]],
  [
    'a list of 1 to 2 objects',
    ListOf(() => Point, { min: 1, max: 2 }),
    [[{ x: 1 }], [{ x: 1 }, { x: 2 }]],
    [[], [{ x: 1 }, { x: 2 }, { x: 3 }], [{ x: 'a' }], { x: 1 }, [1]],
  ],
  [
    'a list of at most 2 texts',
    TextList({ max: 2 }),
    [[], ['a', 'b']],
    [['a', 'b', 'c'], [1], 'a'],
  ],
  ['a list of words', TextList({ max: 2, words: ['a', 'b'] }), [['a', 'b']], [['c'], ['a', 'c']]],
];

describe.each(kinds)('%s', (_, kind, taken, refused) => {
  it.each(taken.map((value) => [value]))('may be %j', (value) => {
    expect(accepts(contractWith(kind), { value })).toBe(true);
  });

  it.each(refused.map((value) => [value]))('may not be %j', (value) => {
    expect(accepts(contractWith(kind), { value })).toBe(false);
  });

  it('may not be left out', () => {
    expect(accepts(contractWith(kind), {})).toBe(false);
  });
});

describe('a field', () => {
  const cases = [
    { options: {}, missing: false, empty: false },
    { options: { optional: true }, missing: true, empty: false },
    { options: { nullable: true }, missing: false, empty: true },
    { options: { optional: true, nullable: true }, missing: true, empty: true },
  ];

  it.each(cases)('with $options may be left out: $missing, null: $empty', (each) => {
    const contract = contractWith(Whole({ min: 1, ...each.options }));
    expect(accepts(contract, {})).toBe(each.missing);
    expect(accepts(contract, { value: null })).toBe(each.empty);
    expect(accepts(contract, { value: 1 })).toBe(true);
    expect(accepts(contract, { value: 0 })).toBe(false);
  });

  it('of a query string is read as a number where it is one', () => {
    const contract = contractWith(FromQuery(), Whole({ min: 1, optional: true }));
    expect(plainToInstance(contract, { value: '12' })).toEqual({ value: 12 });
    expect(accepts(contract, { value: 'twelve' })).toBe(false);
    expect(accepts(contract, { value: '' })).toBe(false);
  });
});

describe('what a class says of its fields', () => {
  class Parent {
    @Text({ max: 5, pattern: /^a/, description: 'A name', example: 'abc' }) name!: string;
  }
  class Child extends Parent {
    @Whole({ min: 1, max: 9, optional: true, default: 3 }) count?: number;
    @Choice(['a'], { nullable: true }) word!: string | null;
  }

  it('begins with those of its parent and keeps limits, examples and defaults', () => {
    const text = { type: 'string', minLength: 1, maxLength: 5, pattern: '^a' };
    expect(fieldsOf(Child)).toEqual([
      {
        name: 'name',
        required: true,
        nullable: false,
        schema: { ...text, description: 'A name', examples: ['abc'] },
      },
      {
        name: 'count',
        required: false,
        nullable: false,
        schema: { type: 'integer', minimum: 1, maximum: 9, default: 3 },
      },
      { name: 'word', required: true, nullable: true, schema: { type: 'string', enum: ['a'] } },
    ]);
  });

  it('leaves the parent as it was', () => {
    expect(fieldsOf(Parent).map(({ name }) => name)).toEqual(['name']);
  });
});
