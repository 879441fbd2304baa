import { readApiEnvironment, readNatsEnvironment, UsageError } from './environment.js';
import { help, readOptions } from './options.js';
import { seedPlant } from './seed.js';
import { simulate } from './simulate.js';

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  switch (options.command) {
    case 'help':
      console.log(help);
      return;
    case 'seed':
      return seedPlant(readApiEnvironment(), options.periodMs, (line) => console.log(line));
    case 'run':
      await simulate(options, readNatsEnvironment(), readApiEnvironment(), untilAskedToStop());
      // A connection that never came about keeps trying and would keep the process.
      return process.exit();
  }
}

function untilAskedToStop(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => (stop.signal.aborted ? process.exit(130) : stop.abort()));
  return stop.signal;
}

main().catch((error: unknown) => {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exit(2);
});
