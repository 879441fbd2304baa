import type { Account, AccountedRow } from './account.js';
import type { TestRun } from './results.js';

const marks: Record<AccountedRow['status'] | TestRun['status'], string> = {
  shown: '✓',
  passed: '✓',
  failing: '✗',
  failed: '✗',
  'not shown': '·',
};

/** The account as lines for people; only the rows that no test shows, when asked for these. */
export function print({ groups, totals, unknown, faults }: Account, missing: boolean): string[] {
  const wanted = ({ status }: AccountedRow) => !missing || status === 'not shown';
  return [
    ...groups.flatMap(({ title, rows }) => {
      const lines = rows.filter(wanted).flatMap(printRow);
      return lines.length === 0 ? [] : [title, ...lines, ''];
    }),
    ...unknown.map(({ id, test }) => `✗ ${id} is no row: ${test.file}: ${test.title}`),
    ...faults.map(({ file, fault }) => `✗ ${file} did not run: ${fault}`),
    `${totals.rows} rows: ${totals.shown} shown, ${totals.failing} failing, ${totals['not shown']} not shown`,
  ];
}

function printRow({ id, feature, source, status, tests }: AccountedRow): string[] {
  return [
    `  ${marks[status]} ${id}  ${feature}  [${source}]${status === 'shown' ? '' : `  ${status}`}`,
    ...tests.map((test) => `        ${marks[test.status]} ${test.file}: ${test.title}`),
  ];
}
