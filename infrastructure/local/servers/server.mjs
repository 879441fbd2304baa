/** What starting a Postgres, a NATS and a Redis server have alike. */
import { readFileSync } from 'node:fs';
import { lastLines } from '../processes/command.mjs';
import { spawnLogged } from '../processes/children.mjs';
import { atEnd as atEndOfLauncher, Fault } from '../processes/lifetime.mjs';
import { endProcess, until } from '../processes/identity.mjs';
import { freePort } from './ports.mjs';

const readLog = (logFile) => {
  try {
    return readFileSync(logFile, 'utf8');
  } catch {
    return '';
  }
};

const tryOnce = async ({
  title,
  command,
  args,
  isReady,
  endWith,
  logFile,
  options,
  onStarted,
  atEnd = atEndOfLauncher,
}) => {
  const logBefore = readLog(logFile).length;
  const child = spawnLogged(command, args, { logFile, ...options });
  onStarted?.(child, endWith);
  let how;
  void child.ended.then((reason) => (how = reason));
  atEnd(() => stop());
  async function stop() {
    await endProcess(child.identity, { with: endWith });
  }
  const settled = await until(async () => how !== undefined || (await isReady()), 60_000);
  if (settled && how === undefined) return { pid: child.pid, ended: child.ended, stop };
  await stop();
  throw new Fault(
    `${title} did not start (${how ?? 'not ready within 60 s'}), see ${logFile}:\n${lastLines(readLog(logFile).slice(logBefore))}`,
  );
};

/**
 * Starts a server program and waits until it answers. `describe(port)` gives `{ args, isReady }`.
 * With port 0 a free one is chosen, and another when somebody else was quicker.
 */
export const startServer = async ({ port, describe, ...server }) => {
  for (let attempt = 1; ; attempt += 1) {
    const chosen = port || (await freePort());
    try {
      const running = await tryOnce({ ...server, ...(await describe(chosen)) });
      return { ...running, host: '127.0.0.1', port: chosen };
    } catch (error) {
      if (port || attempt === 3) throw error;
    }
  }
};
