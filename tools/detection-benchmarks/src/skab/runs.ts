import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../../plant-simulator/src/environment.js';
import { readLayout, readRows } from '../../../replay/src/csv/read-rows.js';

/** A recording of the testbed: its signals row by row, and where it was labelled abnormal. */
export interface Run {
  readonly name: string;
  readonly instants: readonly number[];
  readonly rows: readonly (readonly (number | undefined)[])[];
  readonly abnormal: readonly boolean[];
}

const LABELS = ['anomaly', 'changepoint'];

/** Every CSV below a folder. */
export async function loadRuns(folder: string): Promise<readonly Run[]> {
  if (!existsSync(folder)) throw new UsageError(`There is no ${folder}; name one with --data.`);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith('.csv')).sort();
  if (files.length === 0) throw new UsageError(`There is no CSV below ${folder}.`);
  return Promise.all(files.map((name) => loadRun(name, join(folder, name))));
}

async function loadRun(name: string, path: string): Promise<Run> {
  const layout = await readLayout(path);
  const names = layout.valueColumns.map((column) => column.name);
  const signals = [...names.keys()].filter((index) => !LABELS.includes(names[index] ?? ''));
  const label = names.indexOf('anomaly');
  const instants: number[] = [];
  const rows: (number | undefined)[][] = [];
  const abnormal: boolean[] = [];
  for await (const { at, values } of readRows(path, layout, () => undefined)) {
    instants.push(at);
    rows.push(signals.map((index) => values[index]));
    abnormal.push(label >= 0 && values[label] === 1);
  }
  return { name, instants, rows, abnormal };
}
