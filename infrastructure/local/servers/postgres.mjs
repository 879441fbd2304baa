/** A private Postgres on loopback: one cluster, owned by `millwright`, one database `millwright`. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, lastLines } from '../processes/command.mjs';
import { Fault } from '../processes/lifetime.mjs';
import { endLeftovers } from './leftovers.mjs';
import { findPostgres } from './programs.mjs';
import { startServer } from './server.mjs';
import { giveDirectory, unprivileged } from './unprivileged.mjs';

const owner = 'millwright';
const database = 'millwright';

const defaults = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  max_connections: 200,
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  wal_compression: 'on',
};

const asFlags = (settings) =>
  Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

const run = async (program, args, input) => {
  const env = { ...process.env, LC_ALL: 'C' };
  const { code, output } = await runCommand(program, args, {
    ...unprivileged(),
    cwd: '/',
    env,
    input,
  });
  if (code !== 0 || /\b(ERROR|FATAL|PANIC):/.test(output)) {
    throw new Fault(`${program} failed:\n${lastLines(output)}`);
  }
};

/** Statements run without a server, by Postgres itself: no client program is needed. */
const runAlone = (bin, dataDir, statements) =>
  run(
    join(bin, 'postgres'),
    [
      '--single',
      '-j',
      '-D',
      dataDir,
      ...asFlags({ password_encryption: 'scram-sha-256' }),
      'postgres',
    ],
    statements.map((statement) => `${statement};\n\n`).join(''),
  );

const createCluster = async (bin, dataDir) => {
  const unfinished = `${dataDir}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  giveDirectory(unfinished);
  await run(join(bin, 'initdb'), [
    `--pgdata=${unfinished}`,
    `--username=${owner}`,
    '--auth=reject',
    '--encoding=UTF8',
    '--locale=C',
  ]);
  writeFileSync(join(unfinished, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n');
  await runAlone(bin, unfinished, [`CREATE DATABASE ${database}`]);
  renameSync(unfinished, dataDir);
};

/** Secrets made anew are given to data that is kept. */
const setPassword = async (bin, dataDir, password) => {
  const file = `${dataDir}.password.sha256`;
  const wanted = createHash('sha256').update(password).digest('hex');
  if (existsSync(file) && readFileSync(file, 'utf8') === wanted) return;
  await runAlone(bin, dataDir, [`ALTER ROLE ${owner} PASSWORD '${password}'`]);
  writeFileSync(file, wanted, { mode: 0o600 });
};

const programsFor = (dataDir) => {
  const versionFile = join(dataDir, 'PG_VERSION');
  if (!existsSync(versionFile)) return findPostgres();
  const version = readFileSync(versionFile, 'utf8').trim();
  const bin = findPostgres(version);
  if (bin) return bin;
  throw new Fault(
    `The data in ${dataDir} was made by PostgreSQL ${version}, whose programs are not here: install postgresql-${version}, or begin anew with npm start -- --fresh.`,
  );
};

/**
 * Once no process of a killed server is left, its pid file says nothing; but Postgres would refuse
 * to start where the number in it meanwhile belongs to another program.
 */
const removeStalePidFile = async (dataDir) => {
  const pidFile = join(dataDir, 'postmaster.pid');
  if (!existsSync(pidFile) || !existsSync('/proc/self/cwd')) return;
  await endLeftovers(dataDir, { program: 'postgres', endWith: 'SIGINT' });
  rmSync(pidFile, { force: true });
};

const isReady = (dataDir, port) => () => {
  try {
    const lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[3]) === port && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
};

/**
 * Starts Postgres on a data directory, made when absent; as root it runs as an unprivileged user.
 * Port 0 takes a free one; `settings` are server settings over the defaults.
 * Resolves with `{ url, host, port, pid, user, password, database, stop() }`.
 */
export const startPostgres = async ({
  dataDir,
  password,
  logFile,
  port = 0,
  settings,
  onStarted,
  atEnd,
}) => {
  const bin = programsFor(dataDir);
  await removeStalePidFile(dataDir);
  if (existsSync(join(dataDir, 'PG_VERSION'))) giveDirectory(dataDir);
  else await createCluster(bin, dataDir);
  await setPassword(bin, dataDir, password);

  const server = await startServer({
    title: 'Postgres',
    command: join(bin, 'postgres'),
    port,
    logFile,
    onStarted,
    atEnd,
    endWith: 'SIGINT',
    options: { ...unprivileged(), cwd: dataDir, env: { ...process.env, LC_ALL: 'C' } },
    describe: (chosen) => ({
      args: ['-D', dataDir, ...asFlags({ ...defaults, ...settings, port: chosen })],
      isReady: isReady(dataDir, chosen),
    }),
  });
  const url = `postgres://${owner}:${password}@127.0.0.1:${server.port}/${database}`;
  return { ...server, url, user: owner, password, database };
};
