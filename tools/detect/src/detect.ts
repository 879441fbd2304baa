import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { namesAState } from '@libs/detectors';
import { UsageError } from '../../plant-simulator/src/environment.js';
import type { Layout } from '../../replay/src/csv/layout.js';
import { readLayout, readWrittenRows } from '../../replay/src/csv/read-rows.js';
import { RowErrors } from '../../replay/src/row-errors.js';
import type { DetectOptions } from './options.js';
import { scorerOf, scorerWithState } from './scorer.js';

const ROWS_AT_ONCE = 1000;
const labels = /^(is_)?(anomaly|changepoint|label)$/i;

/** Scores the rows of a file in their order; `tell` hears of what was left out. */
export async function detect(
  { file, column }: DetectOptions,
  output: Writable,
  tell: (line: string) => void,
): Promise<void> {
  const layout = withColumns(await readLayout(file), column);
  const { length } = layout.valueColumns;
  const hasState = length > 1 && namesAState(layout.valueColumns[length - 1]?.name ?? '');
  const score = hasState ? scorerWithState(length - 1) : scorerOf(length);
  const errors = new RowErrors(tell);
  let rows = ['timestamp,value,anomaly_score'];
  const flush = async () => {
    if (!output.write(`${rows.join('\n')}\n`)) await once(output, 'drain');
    rows = [];
  };
  for await (const { written, at, values } of readWrittenRows(file, layout, errors.add)) {
    const scored = at === undefined ? 0 : score(at, values);
    rows.push(`${cell(written)},${values[0] ?? ''},${scored}`);
    if (rows.length >= ROWS_AT_ONCE) await flush();
  }
  if (rows.length > 0) await flush();
}

function withColumns(layout: Layout, column: string | undefined): Layout {
  const valueColumns = layout.valueColumns.filter(({ name }) =>
    column === undefined ? !labels.test(name) : name === column,
  );
  if (valueColumns.length > 0) return { ...layout, valueColumns: withStateLast(valueColumns) };
  const names = layout.valueColumns.map(({ name }) => name).join(', ');
  throw new UsageError(
    column === undefined
      ? `The value columns ${names} are labels, not measurements; name one with --column.`
      : `There is no value column ${column}; there are ${names}.`,
  );
}

/** What says what the machine is doing comes last, if there is one and something else beside it. */
function withStateLast(columns: Layout['valueColumns']): Layout['valueColumns'] {
  const state = columns.find(({ name }) => namesAState(name));
  return state ? [...columns.filter((each) => each !== state), state] : columns;
}

const cell = (text: string): string => (/[",]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
