import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { account, isWell } from './account.js';
import { readMission } from './mission.js';
import { readOptions } from './options.js';
import { print } from './print.js';
import type { TestRun } from './results.js';

const mission = readMission(`# Rows
## REG Registry

| id     | feature        | source  |
| ------ | -------------- | ------- |
| REG-01 | Is registered  | 000 002 |
| REG-02 | Keeps its id   | 002     |

## TEL Readings

| id     | feature | source |
| ------ | ------- | ------ |
| TEL-01 | Arrive  | 001(+) |
`);

const aTest = (title: string, status: TestRun['status'] = 'passed'): TestRun => ({
  file: 'a.unit.spec.ts',
  title,
  status,
});
const accountOf = (...tests: TestRun[]) => account(mission, { tests, faults: [] });
const statuses = (...tests: TestRun[]) =>
  accountOf(...tests).groups.flatMap(({ rows }) => rows.map(({ status }) => status));

describe('the account of rows', () => {
  it('tells shown, failing and not shown apart, from what tests are called', () => {
    const tests = [aTest('REG-01 a › works'), aTest('REG-02: b'), aTest('REG-02: c', 'failed')];

    expect(statuses(...tests)).toEqual(['shown', 'failing', 'not shown']);
    expect(accountOf(...tests).totals).toEqual({
      rows: 3,
      shown: 1,
      failing: 1,
      'not shown': 1,
    });
  });

  it('is well while nothing that is named fails, and strictly when every row is shown', () => {
    const all = accountOf(aTest('REG-01…02 x'), aTest('TEL-01 y'));
    const some = accountOf(aTest('REG-01 x'), aTest('names none', 'failed'));
    const failing = accountOf(aTest('REG-01 x', 'failed'));
    const broken = account(mission, {
      tests: [],
      faults: [{ file: 'b.unit.spec.ts', fault: 'no such module' }],
    });

    expect([isWell(all, true), isWell(some, false), isWell(some, true)]).toEqual([
      true,
      true,
      false,
    ]);
    expect([isWell(failing, false), isWell(broken, false)]).toEqual([false, false]);
  });

  it('tells of a title that names a row which is not there', () => {
    const told = accountOf(aTest('REG-09 x'), aTest('TEL-01…03 y'), aTest('PMP-07 z'));

    expect(told.unknown.map(({ id }) => id)).toEqual(['REG-09', 'TEL-02', 'TEL-03']);
    expect(isWell(told, false)).toBe(false);
  });

  it('is printed with the tests of each row, or only with what is missing', () => {
    const told = accountOf(aTest('REG-01 x'), aTest('TEL-01 y', 'failed'));

    expect(print(told, false)).toEqual([
      'REG Registry',
      '  ✓ REG-01  Is registered  [000 002]',
      '        ✓ a.unit.spec.ts: REG-01 x',
      '  · REG-02  Keeps its id  [002]  not shown',
      '',
      'TEL Readings',
      '  ✗ TEL-01  Arrive  [001(+)]  failing',
      '        ✗ a.unit.spec.ts: TEL-01 y',
      '',
      '3 rows: 1 shown, 1 failing, 1 not shown',
    ]);
    expect(print(told, true).filter((line) => line.startsWith('  '))).toEqual([
      '  · REG-02  Keeps its id  [002]  not shown',
    ]);
  });
});

it('finds all rows of the document, each once and in order', () => {
  const document = readFileSync(join(__dirname, '../../../docs/mission-rows.md'), 'utf8');
  const groups = readMission(document);
  const numbers = groups.map(({ title, rows }) => rows.map(({ id }) => [title.slice(0, 3), id]));
  const expected = groups.map(({ title, rows }) =>
    rows.map((_, index) => {
      const group = title.slice(0, 3);
      return [group, `${group}-${String(index + 1).padStart(2, '0')}`];
    }),
  );

  expect(numbers).toEqual(expected);
  expect(numbers.flat()).toHaveLength(164);
  expect(
    groups.flatMap(({ rows }) => rows).filter(({ feature, source }) => !feature || !source),
  ).toEqual([]);
});

it('takes its options, and help', () => {
  expect(readOptions(['--json', '--strict'])).toEqual({
    json: true,
    missing: false,
    run: false,
    strict: true,
  });
  expect(readOptions(['-h'])).toBeUndefined();
  expect(() => readOptions(['--all'])).toThrow("Unknown option '--all'; see --help.");
});
