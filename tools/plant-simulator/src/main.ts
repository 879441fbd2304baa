import { readApiEnvironment, readNatsEnvironment, UsageError } from './environment.js';
import { help, readOptions } from './options.js';
import { seedPlant } from './seed.js';
import { simulate } from './simulate.js';

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  switch (options.command) {
    case 'help':
      return console.log(help);
    case 'seed':
      return seedPlant(readApiEnvironment(), options.periodMs, (line) => console.log(line));
    case 'run':
      return simulate(options, readNatsEnvironment(), untilAskedToStop());
  }
}

function untilAskedToStop(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
  return stop.signal;
}

main().catch((error: unknown) => {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
});
