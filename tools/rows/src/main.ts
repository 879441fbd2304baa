import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { UsageError } from '../../plant-simulator/src/environment.js';
import { account, isWell } from './account.js';
import { readMission } from './mission.js';
import { help, readOptions } from './options.js';
import { print } from './print.js';
import { readResults } from './results.js';

function main(): void {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    console.log(help);
    return;
  }
  if (options.run) runTests();
  const results = readResults('.millwright/test-results');
  if (!results) {
    throw new UsageError(
      'No test has run yet: npm run check:all runs them, or npm run rows -- --run.',
    );
  }
  const told = account(readMission(readFileSync('docs/mission-rows.md', 'utf8')), results);
  console.log(
    options.json ? JSON.stringify(told, null, 2) : print(told, options.missing).join('\n'),
  );
  if (!isWell(told, options.strict)) process.exitCode = 1;
}

/** Failures are told by the rows; the runs go on. What Jest says goes to where it disturbs no JSON. */
function runTests(): void {
  for (const project of ['unit', 'int', 'e2e']) {
    spawnSync('npm', ['run', '--silent', `test:${project}`], { stdio: ['ignore', 2, 2] });
  }
}

try {
  main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
