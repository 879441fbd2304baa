import type { MissionGroup, MissionRow } from './mission.js';
import { namedRows } from './named-rows.js';
import type { TestResults, TestRun } from './results.js';

export interface AccountedRow extends MissionRow {
  /** Shown: a test names it and all that do pass. Failing: one of them fails. */
  readonly status: 'shown' | 'failing' | 'not shown';
  readonly tests: readonly TestRun[];
}

/** Every row beside the tests that name it. */
export interface Account {
  readonly groups: readonly { readonly title: string; readonly rows: readonly AccountedRow[] }[];
  readonly totals: Readonly<Record<AccountedRow['status'] | 'rows', number>>;
  /** Tests that name a row which does not exist. */
  readonly unknown: readonly { readonly id: string; readonly test: TestRun }[];
  readonly faults: TestResults['faults'];
}

export function account(mission: readonly MissionGroup[], { tests, faults }: TestResults): Account {
  const ids = new Set(mission.flatMap(({ rows }) => rows.map(({ id }) => id)));
  const groupIds = new Set([...ids].map((id) => id.slice(0, 3)));
  const named = tests.flatMap((test) =>
    namedRows(test.title, groupIds).map((id) => ({ id, test })),
  );
  const groups = mission.map(({ title, rows }) => ({
    title,
    rows: rows.map((row) => {
      const shownBy = named.filter(({ id }) => id === row.id).map(({ test }) => test);
      return { ...row, status: statusOf(shownBy), tests: shownBy };
    }),
  }));
  const rows = groups.flatMap((group) => group.rows);
  const count = (status: AccountedRow['status']) =>
    rows.filter((row) => row.status === status).length;
  return {
    groups,
    totals: {
      rows: rows.length,
      shown: count('shown'),
      failing: count('failing'),
      'not shown': count('not shown'),
    },
    unknown: named.filter(({ id }) => !ids.has(id)),
    faults,
  };
}

function statusOf(tests: readonly TestRun[]): AccountedRow['status'] {
  if (tests.length === 0) return 'not shown';
  return tests.every(({ status }) => status === 'passed') ? 'shown' : 'failing';
}

/** Whether nothing that is named fails; strictly, whether every row is shown. */
export function isWell({ totals, unknown, faults }: Account, strict: boolean): boolean {
  const broken = totals.failing + unknown.length + faults.length;
  return broken === 0 && (!strict || totals.shown === totals.rows);
}
