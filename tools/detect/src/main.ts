import { createReadStream } from 'node:fs';
import { UsageError } from '../../plant-simulator/src/environment.js';
import { detect } from './detect.js';
import { help, readOptions } from './options.js';

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    console.log(help);
    return;
  }
  const open = (file: string) => (file === '-' ? process.stdin : createReadStream(file));
  await detect(options, open, process.stdout, (line) => console.error(line));
}

// Whoever reads the scores may have seen enough, as `head` does.
process.stdout.on('error', () => process.exit());

main().catch((error: unknown) => {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exit(2);
});
