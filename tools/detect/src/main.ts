import { UsageError } from '../../plant-simulator/src/environment.js';
import { detect } from './detect.js';
import { help, readOptions } from './options.js';

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    console.log(help);
    return;
  }
  await detect(options, process.stdout, (line) => console.error(line));
}

const unreadable = ['ENOENT', 'EACCES', 'EISDIR'];

// Whoever reads the scores may have seen enough, as `head` does.
process.stdout.on('error', () => process.exit());

main().catch((error: unknown) => {
  const { code, message } = error as NodeJS.ErrnoException;
  if (!(error instanceof UsageError) && !unreadable.includes(code ?? '')) throw error;
  console.error(message);
  process.exit(2);
});
