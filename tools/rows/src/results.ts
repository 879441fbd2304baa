import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface TestRun {
  readonly file: string;
  readonly title: string;
  readonly status: 'passed' | 'failed';
}

/** What the runs up to now left behind. */
export interface TestResults {
  readonly tests: readonly TestRun[];
  /** Files whose tests could not even be loaded, with the reason. */
  readonly faults: readonly { readonly file: string; readonly fault: string }[];
}

type KeptResults = Record<string, { fault?: string; tests: Omit<TestRun, 'file'>[] }>;

/** Everything that test/results.reporter.mjs kept; undefined when no test has run yet. */
export function readResults(folder: string): TestResults | undefined {
  const kept = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith('.json'))
    : [];
  if (kept.length === 0) return undefined;
  const files = kept.flatMap((name) =>
    Object.entries(JSON.parse(readFileSync(join(folder, name), 'utf8')) as KeptResults),
  );
  return {
    tests: files.flatMap(([file, { tests }]) => tests.map((test) => ({ file, ...test }))),
    faults: files.flatMap(([file, { fault }]) => (fault === undefined ? [] : [{ file, fault }])),
  };
}
