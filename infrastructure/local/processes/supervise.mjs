/** Keeps one Node process of the system running. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnLogged } from './children.mjs';
import { isEnding } from './lifetime.mjs';
import { endProcess } from './identity.mjs';

const firstDelayMs = 500;
const longestDelayMs = 5_000;
const steadyAfterMs = 30_000;

/**
 * Starts `entry` and restarts it whenever it ends, with growing delay; with `until: 'success'` an
 * exit code of 0 ends it for good. `exits` tells how often it has ended.
 */
export const supervise = ({ name, entry, args = [], env, stateDir, children, until }) => {
  const pidFile = join(stateDir, 'pids', `${name}.pid`);
  const logFile = join(stateDir, 'logs', `${name}.log`);
  const supervised = { name, logFile, exits: 0, lastEnd: undefined, stop };
  let delayMs = firstDelayMs;
  let child;
  let timer;
  let stopped = false;
  mkdirSync(join(stateDir, 'pids'), { recursive: true });

  const run = () => {
    const started = Date.now();
    child = spawnLogged(process.execPath, ['--enable-source-maps', entry, ...args], {
      env,
      logFile,
    });
    children.add(name, child);
    writeFileSync(pidFile, `${child.pid}\n`);
    void child.ended.then((how) => {
      rmSync(pidFile, { force: true });
      if (stopped || isEnding() || (until === 'success' && how === 'exit code 0')) return;
      supervised.exits += 1;
      supervised.lastEnd = how;
      if (Date.now() - started > steadyAfterMs) delayMs = firstDelayMs;
      timer = setTimeout(run, delayMs);
      delayMs = Math.min(delayMs * 2, longestDelayMs);
    });
  };

  async function stop() {
    stopped = true;
    clearTimeout(timer);
    await endProcess(child.identity, { graceMs: 25_000 });
  }

  run();
  return supervised;
};
