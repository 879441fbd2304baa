/** Keeps how each test went at its last run, by project and file; `npm run rows` reads it. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const ran = ['passed', 'failed'];

const readResults = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});

/** What was left out by a name filter is as it was before. */
const merge = (before = { tests: [] }, { testResults, testExecError }) => ({
  ...(testExecError && { fault: String(testExecError.message).split('\n')[0] }),
  tests: testResults.flatMap(({ ancestorTitles, title, status }) => {
    const titles = [...ancestorTitles, title].join(' › ');
    if (ran.includes(status)) return [{ title: titles, status }];
    return before.tests.filter((test) => test.title === titles);
  }),
});

export default class ResultsReporter {
  constructor({ rootDir }) {
    this.rootDir = rootDir;
  }

  onTestResult({ context, path }, result) {
    const folder = join(this.rootDir, '.millwright/test-results');
    const target = join(folder, `${context.config.displayName?.name ?? 'all'}.json`);
    const file = relative(this.rootDir, path);
    const before = readResults(target);
    const results = Object.entries({ ...before, [file]: merge(before[file], result) })
      .filter(([each]) => existsSync(join(this.rootDir, each)))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    mkdirSync(folder, { recursive: true });
    // Renamed into place: whoever reads meanwhile finds the former whole.
    writeFileSync(`${target}.${process.pid}`, JSON.stringify(Object.fromEntries(results), null, 1));
    renameSync(`${target}.${process.pid}`, target);
  }
}
