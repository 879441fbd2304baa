/** What a killed launcher leaves at work in a data directory: two servers there would destroy it. */
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { signal, until } from '../processes/identity.mjs';
import { Fault } from '../processes/lifetime.mjs';

const worksIn = (pid, program, directory) => {
  try {
    return (
      readlinkSync(`/proc/${pid}/cwd`) === directory &&
      readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === program
    );
  } catch {
    return false;
  }
};

const serversIn = (program, directory) =>
  readdirSync('/proc').filter((name) => /^\d+$/.test(name) && worksIn(name, program, directory));

/** Ends every process of the program whose working directory this is, and waits for the last. */
export const endLeftovers = async (dataDir, { program, endWith }) => {
  if (!existsSync('/proc/self/cwd') || !existsSync(dataDir)) return;
  const directory = realpathSync(dataDir);
  for (const pid of serversIn(program, directory)) signal(Number(pid), endWith);
  if (await until(() => serversIn(program, directory).length === 0, 30_000)) return;
  const pids = serversIn(program, directory).join(', ');
  throw new Fault(`${program} (${pids}) still works on ${dataDir}: end it, then start again.`);
};
