/**
 * `npm run samples:freeze`: notes the content of new samples of contracts in frozen.json. A sample
 * that is noted never changes, since messages like it lie in logs. `--check` only looks.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false } },
});
const folder = positionals[0] ?? join(import.meta.dirname, '../libs/contracts/samples');
const list = join(folder, 'frozen.json');
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));
const isSample = (file) => file.includes('/') && file.endsWith('.json');

// Of the content, not of the bytes: line ends and indentation may differ.
const digest = (file) =>
  createHash('sha256')
    .update(JSON.stringify(readJson(join(folder, file))))
    .digest('hex');

const samples = readdirSync(folder, { recursive: true })
  .map((file) => file.replaceAll('\\', '/'))
  .filter(isSample)
  .sort();
const present = Object.fromEntries(samples.map((file) => [file, digest(file)]));
const frozen = readJson(list);

const faults = [
  ...Object.keys(frozen)
    .filter((file) => frozen[file] !== present[file])
    .map((file) => `${file} ${present[file] ? 'has changed' : 'is gone'}; put it back.`),
  ...samples
    .filter((file) => values.check && !frozen[file])
    .map((file) => `${file} is not frozen; run npm run samples:freeze.`),
];

for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
else if (!values.check) writeFileSync(list, `${JSON.stringify(present, null, 2)}\n`);
