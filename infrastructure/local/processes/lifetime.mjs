/** The end of a launcher: whatever it started ends with it, last started first, however it ends. */

/** What a person can put right: shown as one sentence, without a stack. */
export class Fault extends Error {
  exitCode = 1;
}

/** A command that cannot be understood. */
export class UsageFault extends Fault {
  exitCode = 2;
}

const cleanups = [];
let ending;
let exitCodeOnSignal = 130;

/** Registers a cleanup; the returned function takes it back. */
export const atEnd = (cleanup) => {
  cleanups.push(cleanup);
  return () => {
    const at = cleanups.indexOf(cleanup);
    if (at >= 0) cleanups.splice(at, 1);
  };
};

/** A signal from now on is the normal way to stop (a running `npm start`). */
export const signalIsNormalEnd = () => {
  exitCodeOnSignal = 0;
};

/** True from the moment the launcher began to stop: nothing may be started any more. */
export const isEnding = () => ending !== undefined;

const runCleanups = async () => {
  for (let cleanup = cleanups.pop(); cleanup; cleanup = cleanups.pop()) {
    try {
      await cleanup();
    } catch (error) {
      console.error(`While stopping: ${error.message}`);
    }
  }
};

const end = (exitCode) => {
  ending ??= runCleanups().then(() => process.exit(exitCode));
  return ending;
};

const tell = (error) => {
  if (isEnding()) return;
  console.error(error instanceof Fault ? `\n${error.message}` : error);
};

/** Tells what is wrong and ends the launcher. */
export const fail = (error) => {
  tell(error);
  return end(error.exitCode ?? 1);
};

/** Runs a launcher to its end; the number it returns is the exit code. */
export const runLauncher = (main) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (!isEnding()) console.log(`\nStopping …`);
      void end(exitCodeOnSignal);
    });
  }
  process.stdout.on('error', () => void end(1));
  process.on('uncaughtException', fail);
  main().then((exitCode) => end(exitCode ?? 0), fail);
};
