import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { UsageError } from '../../plant-simulator/src/environment.js';
import { detect } from '../../detect/src/detect.js';

/** Where the first half of a file, scored alone, did not score as it did within the whole. */
export interface Difference {
  readonly file: string;
  readonly row: number;
  readonly whole: string;
  readonly half: string;
}

/** Scores each CSV below a folder whole and its first half alone, as `detect` does, and holds both against each other. */
export async function compareHalves(folder: string): Promise<{
  files: number;
  rows: number;
  differing: number;
  differences: Difference[];
}> {
  if (!existsSync(folder)) throw new UsageError(`There is no ${folder}; name one with --data.`);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith('.csv')).sort();
  if (files.length === 0) throw new UsageError(`There is no CSV below ${folder}.`);
  const differences: Difference[] = [];
  let rows = 0;
  for (const file of files) {
    const text = readFileSync(join(folder, file), 'utf8');
    const compared = await compareHalf(text);
    rows += compared.rows;
    if (compared.difference) differences.push({ file, ...compared.difference });
  }
  return { files: files.length, rows, differing: differences.length, differences };
}

/** The first row of the first half that does not score the same alone. */
export async function compareHalf(text: string): Promise<{
  rows: number;
  difference?: Omit<Difference, 'file'>;
}> {
  const lines = text.split('\n');
  const whole = await scored(text);
  const half = await scored(lines.slice(0, Math.ceil(lines.length / 2)).join('\n'));
  const row = half.findIndex((line, at) => line !== whole[at]);
  const rows = half.length - 1;
  if (row < 0) return { rows };
  return { rows, difference: { row, whole: whole[row] ?? '', half: half[row] ?? '' } };
}

async function scored(text: string): Promise<string[]> {
  const written: string[] = [];
  const output = new Writable({
    decodeStrings: false,
    write: (chunk: string, _encoding, done) => {
      written.push(chunk);
      done();
    },
  });
  const open = (): Readable => Readable.from([Buffer.from(text)]);
  await detect({ files: ['-'], column: undefined }, open, output, () => undefined);
  return written.join('').trimEnd().split('\n');
}
