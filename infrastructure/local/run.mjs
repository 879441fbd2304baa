/** `node run.mjs <project> [args]`: one compiled tool, against the system that `npm start` runs. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrationsEnvironment, plantEnvironment } from './environment.mjs';
import { ensureBuilt, ensureInstalled } from './install.mjs';
import { runningLauncher } from './processes/children.mjs';
import { runCommand } from './processes/command.mjs';
import { Fault, runLauncher } from './processes/lifetime.mjs';
import { built, defaultStateDir, root } from './project.mjs';
import { loadSecrets } from './secrets.mjs';

const readRunning = (stateDir) => {
  const file = join(stateDir, 'running.json');
  if (runningLauncher(stateDir) && existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  throw new Fault(
    `Millwright does not run from ${stateDir}: start it with npm start, then try again.`,
  );
};

const onPlant = (stateDir) => {
  const { natsUrl, apiUrl } = readRunning(stateDir);
  const { adminPassword } = loadSecrets(stateDir);
  return {
    env: plantEnvironment({ natsUrl, apiUrl, adminPassword }),
    cwd: process.env.INIT_CWD ?? process.cwd(),
  };
};

const onDatabase = (stateDir) => {
  if (process.env.DATABASE_URL) return { env: process.env, cwd: root };
  const { migrations } = readRunning(stateDir);
  const { postgresRoles } = loadSecrets(stateDir);
  const services = {
    postgres: { url: migrations.databaseUrl },
    nats: { urlFor: () => migrations.natsUrl },
  };
  return { env: migrationsEnvironment({ services, secrets: { postgresRoles } }), cwd: root };
};

const surroundings = {
  'tools/replay': onPlant,
  migrations: onDatabase,
};

runLauncher(async () => {
  const [project, ...args] = process.argv.slice(2);
  const quiet = () => {};
  await ensureInstalled(console.error);
  await ensureBuilt(quiet);
  const entry = ['src/main.js', 'main.js']
    .map((file) => built(join(project ?? '', file)))
    .find(existsSync);
  if (!entry) throw new Fault(`There is no ${project}: name a folder such as tools/replay.`);
  const { env, cwd } = surroundings[project]?.(defaultStateDir()) ?? {
    env: process.env,
    cwd: root,
  };
  const { code } = await runCommand(process.execPath, ['--enable-source-maps', entry, ...args], {
    show: true,
    env,
    cwd,
  });
  return code;
});
