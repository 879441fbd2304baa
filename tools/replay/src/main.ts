import { UsageError } from '../../plant-simulator/src/environment.js';
import { help, readOptions } from './options.js';
import { replay } from './replay.js';

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    console.log(help);
    return;
  }
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => (stop.signal.aborted ? process.exit(130) : stop.abort()));
  }
  await replay(options, (line) => console.log(line), stop.signal);
  process.exit();
}

main().catch((error: unknown) => {
  const code = (error as NodeJS.ErrnoException).code;
  if (!(error instanceof UsageError) && code !== 'ENOENT' && code !== 'EACCES' && code !== 'EISDIR')
    throw error;
  console.error((error as Error).message);
  process.exit(2);
});
