import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../../plant-simulator/src/environment.js';
import { readLayout, readRows } from '../../../replay/src/csv/read-rows.js';
import { parseTimestamp } from '../../../replay/src/csv/timestamp.js';
import type { Window } from './positions.js';

export interface CorpusFile {
  readonly name: string;
  readonly instants: readonly number[];
  readonly values: readonly number[];
  readonly windows: readonly Window[];
}

/** The files that `windows.json` names, from the folder `data` beside it. */
export async function loadCorpus(folder: string): Promise<readonly CorpusFile[]> {
  const labels = join(folder, 'windows.json');
  if (!existsSync(labels))
    throw new UsageError(`There is no ${labels}; name a folder with --data.`);
  const windows = JSON.parse(readFileSync(labels, 'utf8')) as Record<string, [string, string][]>;
  return Promise.all(
    Object.entries(windows).map(async ([name, edges]) => ({
      name,
      ...(await readSeries(join(folder, 'data', name))),
      windows: edges.map(([from, to]) => ({ fromMs: instantOf(from), toMs: instantOf(to) })),
    })),
  );
}

async function readSeries(path: string) {
  const instants: number[] = [];
  const values: number[] = [];
  const refuse = (line: number, reason: string) => {
    throw new UsageError(`${path}, line ${line}: ${reason}`);
  };
  for await (const { at, values: row } of readRows(path, await readLayout(path), refuse)) {
    instants.push(at);
    values.push(row[0] ?? Number.NaN);
  }
  return { instants, values };
}

function instantOf(text: string): number {
  const at = parseTimestamp(text);
  if (at === undefined) throw new UsageError(`"${text}" of windows.json is not a timestamp`);
  return at;
}
