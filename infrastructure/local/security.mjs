/** `npm run security`: tries to get in where nobody may, and prints the counts as JSON. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled } from './install.mjs';
import { readOptions } from './options.mjs';
import { runCommand } from './processes/command.mjs';
import { atEnd, runLauncher } from './processes/lifetime.mjs';
import { root } from './project.mjs';
import { testPrograms } from './servers/programs.mjs';
import { ensurePrograms } from './services.mjs';

const help = `npm run --silent security
Tries every route without right, changed tokens, ids of another tenant, addresses inside the
plant's network, subjects of other users of the broker, changed audit rows, and looks for secrets
in logs and data. Servers are private to the run. Standard output gets one JSON document with the
counts; the course of the tests goes to standard error. Exit code 0: nothing got through.`;

// How much is tried; `npm test` tries a quarter or so of it.
const SCALE = { TENANT_PROBES: '10000', AUDIT_TAMPERS: '1000', MUTATED_TOKENS: '2500' };

const countsIn = (directory) =>
  Object.fromEntries(
    readdirSync(directory)
      .sort()
      .map((file) => [
        file.replace(/\.json$/, ''),
        JSON.parse(readFileSync(join(directory, file), 'utf8')),
      ]),
  );

runLauncher(async () => {
  if (!readOptions(help)) return 0;
  await ensureInstalled(console.error);
  await ensurePrograms(testPrograms, console.error, { containers: false });
  await ensureBuilt(console.error);
  const directory = mkdtempSync(join(tmpdir(), 'millwright-security-'));
  atEnd(() => rmSync(directory, { recursive: true, force: true }));
  const jest = ['jest', 'test/security', '--selectProjects', 'int', 'e2e', '--forceExit'];
  const { code } = await runCommand('npx', jest, {
    cwd: root,
    env: { ...SCALE, ...process.env, SECURITY_REPORT_DIR: directory },
    stdio: ['ignore', process.stderr, process.stderr],
  });
  console.log(JSON.stringify({ passed: code === 0, ...countsIn(directory) }, null, 2));
  return code;
});
