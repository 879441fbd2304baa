/** `npm test`: from a fresh checkout to the verdict of every check. */
import { ensureInstalled } from './install.mjs';
import { readOptions } from './options.mjs';
import { runCommand } from './processes/command.mjs';
import { runLauncher } from './processes/lifetime.mjs';
import { root } from './project.mjs';
import { testPrograms } from './servers/programs.mjs';
import { ensurePrograms } from './services.mjs';
import { say, step } from './watch/steps.mjs';

const help = `npm test
  Installs what is missing, then runs npm run check:all: every check and test.
  One test file: npx jest <path> --selectProjects unit|int|e2e`;

runLauncher(async () => {
  if (!readOptions(help)) return 0;
  await step('install', () => ensureInstalled(say));
  await step('programs', async () => {
    await ensurePrograms(testPrograms, say, { containers: false });
    return `${testPrograms.join(' · ')} are on this machine`;
  });
  const { code } = await runCommand('npm', ['run', '--silent', 'check:all'], {
    cwd: root,
    show: true,
  });
  return code;
});
