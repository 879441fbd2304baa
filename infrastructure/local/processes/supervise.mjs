/** Keeps one Node process of the system running. */
import { join } from 'node:path';
import { spawnLogged } from './children.mjs';
import { isEnding } from './lifetime.mjs';
import { endProcess } from './identity.mjs';
import { growingPauses } from './pauses.mjs';

/**
 * Starts `entry` and restarts it whenever it ends, with growing delay; with `until: 'success'` an
 * exit code of 0 ends it for good. `exits` tells how often it has ended.
 */
export const supervise = ({ name, entry, args = [], env, stateDir, children, until, log }) => {
  const logFile = join(stateDir, 'logs', `${name}.log`);
  const supervised = { name, logFile, exits: 0, lastEnd: undefined, stop };
  const pauseAfter = growingPauses();
  let child;
  let timer;
  let stopped = false;

  const run = () => {
    const started = Date.now();
    child = spawnLogged(process.execPath, ['--enable-source-maps', entry, ...args], {
      env,
      logFile,
    });
    children.add(name, child);
    void child.ended.then((how) => {
      if (stopped || isEnding() || (until === 'success' && how === 'exit code 0')) return;
      supervised.exits += 1;
      supervised.lastEnd = how;
      log(`${name} ended (${how}): it is started again`);
      timer = setTimeout(run, pauseAfter(Date.now() - started).pauseMs);
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
