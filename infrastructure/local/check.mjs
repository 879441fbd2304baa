/** `npm run check` (seconds) and `npm run check:all` (with real servers): what CI runs, in order. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './processes/command.mjs';
import { readOptions } from './options.mjs';
import { atEnd, Fault, runLauncher } from './processes/lifetime.mjs';
import { root } from './project.mjs';
import { step } from './watch/steps.mjs';

/** What looks at the sources takes one core each: the two lists run beside each other. */
const looks = [['lint'], ['format:check', 'types', 'imports']];
const tests = ['test:unit'];
const slow = ['build', 'test:int', 'test:e2e'];
const help = `npm run check [-- --all]
  Runs ${[...looks.flat(), ...tests].join(', ')}; with --all, as npm run check:all does, ${slow.join(', ')} too.`;
const isTest = (script) => script.startsWith('test:');

const runScript = async (script, { args = [], show = false } = {}) => {
  const all = ['run', '--silent', script, ...args];
  const { code, output } = await runCommand('npm', all, { cwd: root, show });
  if (code === 0) return;
  throw new Fault(`${output}npm run ${script} failed: put that right, then check again.`);
};

const runTests = (script, resultFile) =>
  runScript(script, { args: ['--', '--json', `--outputFile=${resultFile}`], show: true });

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
  const scripts = options.all ? [...tests, ...slow] : tests;
  atEnd(() => rmSync(directory, { recursive: true, force: true }));
  try {
    await Promise.all(
      looks.map(async (list) => {
        for (const script of list) await step(script, () => runScript(script));
      }),
    );
    for (const script of scripts) {
      await step(script, () =>
        isTest(script) ? runTests(script, resultOf(script)) : runScript(script),
      );
    }
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
