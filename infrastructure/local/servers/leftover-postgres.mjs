/** What a killed launcher or a killed Postgres leaves in a data directory. */
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { signal, until } from '../processes/identity.mjs';
import { Fault } from '../processes/lifetime.mjs';

const isPostgresIn = (pid, dataDir) => {
  try {
    return (
      readlinkSync(`/proc/${pid}/cwd`) === dataDir &&
      readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')
    );
  } catch {
    return false;
  }
};

const postgresIn = (dataDir) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isPostgresIn(name, dataDir))
    .map(Number);

/**
 * Ends a server still at work on the directory, waits for its last backend, and only then removes
 * a pid file whose number may meanwhile belong to another program. Postgres itself does the same
 * more timidly: it refuses to start on such a number.
 */
export const endLeftoverPostgres = async (dataDir) => {
  const pidFile = join(dataDir, 'postmaster.pid');
  if (!existsSync(pidFile) || !existsSync('/proc/self/cwd')) return;
  const directory = realpathSync(dataDir);
  const running = postgresIn(directory);
  const postmaster = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  if (running.includes(postmaster)) signal(postmaster, 'SIGINT');
  if (!(await until(() => postgresIn(directory).length === 0, 30_000))) {
    throw new Fault(
      `Postgres processes still work on ${dataDir} (${postgresIn(directory).join(', ')}): end them, then start again.`,
    );
  }
  rmSync(pidFile, { force: true });
};
