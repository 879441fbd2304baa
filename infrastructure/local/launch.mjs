/** Brings the whole system up: what `npm start` and `npm run demo` have alike. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNatsUsers } from '../nats/users.mjs';
import { migrationsEnvironment, plantEnvironment } from './environment.mjs';
import { ensureBuilt, ensureInstalled } from './install.mjs';
import { claimState } from './processes/children.mjs';
import { lastLines, runCommand } from './processes/command.mjs';
import { atEnd, Fault } from './processes/lifetime.mjs';
import { agents, built, demoTenantId, root } from './project.mjs';
import { loadSecrets } from './secrets.mjs';
import { removeState, startServices } from './services.mjs';
import { isPortFree } from './servers/ports.mjs';
import { startAgents } from './start-agents.mjs';
import { supervise } from './processes/supervise.mjs';
import { connectApi } from './watch/api.mjs';
import { say, step } from './watch/steps.mjs';

const requirePort = async (port) => {
  if (await isPortFree(port)) return;
  throw new Fault(
    `Port ${port} is taken by another program: free it, or choose another with --port ${port + 1}.`,
  );
};

const logOf = (stateDir, name) => join(stateDir, 'logs', `${name}.log`);

/** Runs one compiled file to its end. */
const runBuilt = async (path, args, { env, logFile, what }) => {
  const { code, output } = await runCommand(
    process.execPath,
    ['--enable-source-maps', built(path), ...args],
    { cwd: root, env, logFile },
  );
  if (code !== 0) throw new Fault(`${what} failed, see ${logFile}:\n${lastLines(output, 20)}`);
};

const loadUsers = async (stateDir) => {
  const users = await readNatsUsers(root, agents);
  const names = users.map(({ user }) => user);
  return {
    secrets: await loadSecrets(stateDir, { roles: agents, natsUsers: names }),
    natsUsers: users,
  };
};

/** Holds the state directory from here on; what a killed launcher left running is ended. */
const claim = (stateDir, fresh) =>
  claimState(stateDir, { log: say, prepare: fresh ? () => removeState(stateDir) : undefined });

const bringUpServices = async ({ stateDir, children }) => {
  const { secrets, natsUsers } = await loadUsers(stateDir);
  const names = ['postgres', 'nats', 'redis'];
  const request = { stateDir, names, secrets, natsUsers, children, log: say };
  return { secrets, services: await startServices(request) };
};

const describeServices = ({ services }) =>
  ['postgres', 'nats', 'redis']
    .map((name) => `${name} ${services[name].host}:${services[name].port}`)
    .join(' · ');

/** What other commands need to reach this system. */
const announce = ({ stateDir, apiUrl, services }) => {
  const file = join(stateDir, 'running.json');
  const running = {
    apiUrl,
    tenantId: demoTenantId,
    adminUser: 'admin',
    natsUrl: services.nats.url,
    migrations: { databaseUrl: services.postgres.url, natsUrl: services.nats.urlFor('platform') },
  };
  writeFileSync(file, JSON.stringify(running, null, 2), { mode: 0o600 });
  atEnd(() => rmSync(file, { force: true }));
};

const migrate = (system) =>
  runBuilt('migrations/main.js', ['up'], {
    what: 'The migration',
    env: migrationsEnvironment(system),
    logFile: logOf(system.stateDir, 'migrations'),
  });

const plantOf = ({ services, secrets, apiUrl, extra }) =>
  plantEnvironment({
    natsUrl: services.nats.url,
    apiUrl,
    adminPassword: secrets.adminPassword,
    extra,
  });

const seed = (system) =>
  runBuilt('tools/plant-simulator/src/main.js', ['seed'], {
    what: 'The seed of the demo plant',
    env: plantOf(system),
    logFile: logOf(system.stateDir, 'seed'),
  });

const simulate = (system, args) => {
  const simulator = supervise({
    name: 'simulator',
    entry: built('tools/plant-simulator/src/main.js'),
    args: [...(args ?? []), '--state', join(system.stateDir, 'simulator')],
    env: plantOf(system),
    stateDir: system.stateDir,
    children: system.children,
    until: 'success',
    log: say,
  });
  atEnd(() => simulator.stop());
};

/**
 * Starts everything; resolves with `{ api, apiUrl, secrets }` once readings flow. `plant` is
 * `{ simulator, args, prepare() }`, the last called after installation for more variables.
 */
export const launch = async ({ stateDir, port, processes, fresh, plant }) => {
  const apiUrl = `http://127.0.0.1:${port}`;
  const system = { stateDir, port, apiUrl, children: await claim(stateDir, fresh) };

  await requirePort(port);
  await step('install', () => ensureInstalled(say));
  system.extra = await plant.prepare?.();
  await step('build', () => ensureBuilt(say));
  await step('services', async () => {
    Object.assign(system, await bringUpServices(system));
    return describeServices(system);
  });
  announce(system);
  await step('migrate', () => migrate(system));
  await step('agents', () => startAgents(system, processes));
  await step('seed', () => seed(system));
  if (plant.simulator) await step('simulator', () => simulate(system, plant.args));
  return { ...system, api: connectApi(apiUrl, system.secrets.adminPassword) };
};
