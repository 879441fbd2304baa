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

const onPlant = async (stateDir) => {
  const { natsUrl, apiUrl } = readRunning(stateDir);
  const { adminPassword } = await loadSecrets(stateDir);
  return {
    env: plantEnvironment({ natsUrl, apiUrl, adminPassword }),
    cwd: process.env.INIT_CWD ?? process.cwd(),
  };
};

const onDatabase = async (stateDir) => {
  if (process.env.DATABASE_URL) return { env: process.env, cwd: root };
  const { migrations } = readRunning(stateDir);
  const { postgresRoles } = await loadSecrets(stateDir);
  const services = {
    postgres: { url: migrations.databaseUrl },
    nats: { urlFor: () => migrations.natsUrl },
  };
  return { env: migrationsEnvironment({ services, secrets: { postgresRoles } }), cwd: root };
};

const onTrail = async (stateDir) => {
  const cwd = process.env.INIT_CWD ?? process.cwd();
  if (process.env.AUDIT_DATABASE_URL || process.env.DATABASE_URL) return { env: process.env, cwd };
  const { migrations } = readRunning(stateDir);
  const { auditSigningKey } = await loadSecrets(stateDir);
  const own = { DATABASE_URL: migrations.databaseUrl, AUDIT_SIGNING_KEY: auditSigningKey };
  return { env: { ...process.env, ...own }, cwd };
};

/** Needs nothing that runs: only its files, from where it was called. */
const onFiles = () => ({ env: process.env, cwd: process.env.INIT_CWD ?? process.cwd() });

/** The tenants' tool writes as the gateway does: by its role, and past no row-level security. */
const asGateway = async (stateDir) => {
  const { GATEWAY_DATABASE_URL, GATEWAY_DATABASE_URL_FILE, DATABASE_URL } = process.env;
  if (GATEWAY_DATABASE_URL || GATEWAY_DATABASE_URL_FILE || DATABASE_URL) {
    return { env: process.env, cwd: root };
  }
  const { migrations } = readRunning(stateDir);
  const url = new URL(migrations.databaseUrl);
  url.username = 'gateway';
  url.password = (await loadSecrets(stateDir)).postgresRoles.gateway;
  return { env: { ...process.env, GATEWAY_DATABASE_URL: url.href }, cwd: root };
};

const surroundings = {
  'apps/audit/src/verification': onTrail,
  'tools/detect': onFiles,
  'tools/detection-benchmarks': onFiles,
  'tools/replay': onPlant,
  migrations: onDatabase,
  'apps/gateway/src/tenants': asGateway,
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
  const asksForHelp = args.includes('--help');
  const { env, cwd } = (!asksForHelp && (await surroundings[project]?.(defaultStateDir()))) || {
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
