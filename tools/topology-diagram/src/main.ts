import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { generatedFiles, isOutOfDate } from './documents.js';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const root = process.cwd();
const stale = generatedFiles(root).filter(isOutOfDate);

for (const { path, wanted } of stale) {
  if (values.check) {
    console.error(`${path} is out of date; run npm run docs:topology.`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), wanted);
    console.log(`wrote ${path}`);
  }
}
