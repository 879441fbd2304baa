/** Keeps a server running that this launcher started. */
import { setTimeout as pause } from 'node:timers/promises';
import { atEnd, fail, Fault, isEnding } from '../processes/lifetime.mjs';
import { growingPauses } from '../processes/pauses.mjs';

const hopelessAfter = 10;

/** How a server that was to be started ended, and how long it had answered until then. */
const endOf = async (name, start) => {
  try {
    const server = await start;
    const readyAt = Date.now();
    return { how: `${name} ended (${await server.ended})`, ranMs: Date.now() - readyAt };
  } catch (error) {
    return { how: error.message, ranMs: 0 };
  }
};

const givenUp = ({ name, logFile }, how) =>
  new Fault(
    `${name} ended ${hopelessAfter} times in a row: put right what ${logFile} says, then run the command again; the data is kept.\n${how}`,
  );

/**
 * Starts a server by `start({ atEnd })`, and again whenever it ends, until the launcher does.
 * Where it ends again and again, the launcher ends too.
 */
export const keepServer = async ({ name, start, logFile, log, pauseAfter = growingPauses() }) => {
  let stop;
  // One place among the cleanups for every start: what uses the server ends before it does.
  atEnd(() => stop?.());
  const run = () => start({ atEnd: (latest) => (stop = latest) });

  const keep = async (first) => {
    for (let started = first; ; started = run()) {
      const { how, ranMs } = await endOf(name, started);
      if (isEnding()) return;
      const { inARow, pauseMs } = pauseAfter(ranMs);
      if (inARow >= hopelessAfter) return fail(givenUp({ name, logFile }, how));
      log(`${how.split(':\n')[0]}: it is started again`);
      await pause(pauseMs);
      if (isEnding()) return;
    }
  };

  const first = run();
  const server = await first;
  void keep(first);
  return server;
};
