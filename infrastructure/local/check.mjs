/** `npm run check` (seconds) and `npm run check:all` (with real servers): what CI runs, in order. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './processes/command.mjs';
import { readOptions } from './options.mjs';
import { atEnd, Fault, runLauncher } from './processes/lifetime.mjs';
import { root } from './project.mjs';
import { step } from './watch/steps.mjs';

const quick = ['format:check', 'lint', 'types', 'imports', 'test:unit'];
const slow = ['build', 'test:int', 'test:e2e'];
const help = `npm run check [-- --all]
  Runs ${quick.join(', ')}; with --all, as npm run check:all does, ${slow.join(', ')} too.`;
const isTest = (script) => script.startsWith('test:');

const runScript = async (script, resultFile) => {
  const args = ['run', '--silent', script];
  if (isTest(script)) args.push('--', '--json', `--outputFile=${resultFile}`);
  const { code } = await runCommand('npm', args, { cwd: root, show: true });
  if (code !== 0) throw new Fault(`npm run ${script} failed: put that right, then check again.`);
};

const readResult = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

const sum = (results, field) => results.reduce((total, result) => total + result[field], 0);

/** A suite that does not even load counts as one failure. */
const tellTotals = (results) => {
  const passed = sum(results, 'numPassedTests');
  const failed = sum(results, 'numFailedTests') + sum(results, 'numRuntimeErrorTestSuites');
  const skipped = sum(results, 'numPendingTests') + sum(results, 'numTodoTests');
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
};

runLauncher(async () => {
  const options = readOptions(help, { all: { type: 'boolean', default: false } });
  if (!options) return 0;
  const directory = mkdtempSync(join(tmpdir(), 'millwright-check-'));
  const resultOf = (script) => join(directory, `${script.replace(':', '-')}.json`);
  const scripts = options.all ? [...quick, ...slow] : quick;
  atEnd(() => rmSync(directory, { recursive: true, force: true }));
  try {
    for (const script of scripts) await step(script, () => runScript(script, resultOf(script)));
    return 0;
  } catch (error) {
    console.error(`\n${error.message}`);
    return 1;
  } finally {
    tellTotals(
      scripts
        .filter(isTest)
        .map((script) => readResult(resultOf(script)))
        .filter(Boolean),
    );
  }
});
