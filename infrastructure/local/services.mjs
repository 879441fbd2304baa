/** Postgres, NATS and Redis of this installation, from wherever they can be had. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from './processes/lifetime.mjs';
import { hasContainers, startContainers } from './servers/containers.mjs';
import { startNats } from './servers/nats.mjs';
import { keepServer } from './servers/keep.mjs';
import { isReachable } from './servers/network.mjs';
import { canInstallPackages, installPackages, remedyFor } from './servers/packages.mjs';
import { rememberedPorts } from './servers/ports.mjs';
import { startPostgres } from './servers/postgres.mjs';
import { missingPrograms } from './servers/programs.mjs';
import { startRedis } from './servers/redis.mjs';
import { canReach } from './servers/unprivileged.mjs';

const variables = {
  postgres: { name: 'DATABASE_URL', port: 5432 },
  nats: { name: 'NATS_URL', port: 4222 },
  redis: { name: 'REDIS_URL', port: 6379 },
};

const parse = (name, text) => {
  try {
    return new URL(text.includes('://') ? text : `nats://${text}`);
  } catch {
    throw new Fault(`${name} is not an address: correct it, or unset it to use a private server.`);
  }
};

/** The server named in the environment, checked to be reachable, or undefined. */
const fromEnvironment = async (server) => {
  const { name, port: usualPort } = variables[server];
  const text = process.env[name];
  if (!text) return undefined;
  const url = parse(name, text);
  const [host, port] = [url.hostname, Number(url.port || usualPort)];
  if (!(await isReachable({ host, port }))) {
    throw new Fault(
      `${name} points to ${host}:${port}, where nothing answers: start that server, or unset ${name} to use a private one.`,
    );
  }
  return {
    host,
    port,
    url: text,
    urlFor: () => text,
    user: decodeURIComponent(url.username),
    database: url.pathname.slice(1),
    from: name,
  };
};

/**
 * Makes sure the programs are here; the servers that must come from containers are returned.
 * Tests start servers of their own, for which `containers: false` asks for programs.
 */
export const ensurePrograms = async (names, log, { containers = true } = {}) => {
  const missing = missingPrograms(names);
  if (missing.length === 0) return [];
  if (containers && (await hasContainers())) return missing;
  if (!canInstallPackages()) {
    throw new Fault(
      `The server programs of ${missing.join(', ')} are missing: install them with ${remedyFor(missing)}`,
    );
  }
  await installPackages(missing, log);
  return [];
};

/** Under /var/lib: one directory per state directory, for a Postgres that may not enter the latter. */
const outsideDirectory = (stateDir) =>
  join('/var/lib/millwright', createHash('sha256').update(stateDir).digest('hex').slice(0, 12));

/**
 * Postgres started by root runs as another user: its data lies in the state directory where that
 * user may go, else outside, with a pointer in the state directory. Data outside without a pointer
 * belongs to a state directory that was removed, and goes too.
 */
const postgresDirectory = (stateDir, log) => {
  if (canReach(stateDir)) return join(stateDir, 'postgres');
  const outside = outsideDirectory(stateDir);
  const pointer = join(stateDir, 'postgres.path');
  if (!existsSync(pointer)) rmSync(outside, { recursive: true, force: true });
  mkdirSync(outside, { recursive: true, mode: 0o711 });
  writeFileSync(pointer, outside);
  log(`the data of Postgres lies in ${outside}: its user may not enter ${stateDir}`);
  return join(outside, 'postgres');
};

const start = {
  async postgres({ stateDir, secrets, log }, common) {
    const dataDir = postgresDirectory(stateDir, log);
    return startPostgres({ ...common, dataDir, password: secrets.postgresOwner });
  },
  nats: ({ stateDir, secrets, natsUsers }, common) =>
    startNats({
      ...common,
      dataDir: join(stateDir, 'nats'),
      confFile: join(stateDir, 'nats.conf'),
      users: natsUsers,
      keys: secrets.nats,
    }),
  redis: ({ stateDir, secrets }, common) =>
    startRedis({
      ...common,
      dataDir: join(stateDir, 'redis'),
      confFile: join(stateDir, 'redis.conf'),
      password: secrets.redis,
    }),
};

const startProgram = async (name, port, request) => {
  const { stateDir, children, log } = request;
  const logFile = join(stateDir, 'logs', `${name}.log`);
  const startOnce = ({ atEnd }) =>
    start[name](request, {
      port,
      atEnd,
      logFile,
      onStarted: (child, endWith) => children.add(name, child, endWith),
    });
  return { ...(await keepServer({ name, start: startOnce, logFile, log })), from: 'program' };
};

/**
 * Starts these servers, or finds them in the environment. `natsUsers` are
 * `{ user, publish, subscribe }`, `children` comes from `claimState`.
 * Resolves with `{ postgres, nats, redis }`, each `{ host, port, url | urlFor(user), from }`.
 */
export const startServices = async (request) => {
  const servers = {};
  const wanted = [];
  for (const name of request.names) {
    servers[name] = await fromEnvironment(name);
    if (!servers[name]) wanted.push(name);
  }
  const inContainers = await ensurePrograms(wanted, request.log);
  const containers =
    inContainers.length > 0 && (await startContainers({ ...request, names: inContainers }));
  for (const name of inContainers) servers[name] = containers[name];
  const programs = wanted.filter((name) => !inContainers.includes(name));
  const ports = await rememberedPorts(request.stateDir, programs, request.log);
  await Promise.all(
    programs.map(async (name) => {
      servers[name] = await startProgram(name, ports[name], request);
    }),
  );
  return servers;
};

/** Removes what a state directory holds, and what of it lies outside; the demo's own is kept. */
export const removeState = (stateDir) => {
  rmSync(outsideDirectory(stateDir), { recursive: true, force: true });
  if (!existsSync(stateDir)) return;
  for (const name of readdirSync(stateDir)) {
    if (name !== 'demo') rmSync(join(stateDir, name), { recursive: true, force: true });
  }
};
