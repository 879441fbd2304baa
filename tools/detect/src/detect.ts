import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { namesAState } from '@libs/detectors';
import { UsageError } from '../../plant-simulator/src/environment.js';
import { noteOn } from '../../replay/src/csv/instants.js';
import type { Layout } from '../../replay/src/csv/layout.js';
import { openTable } from '../../replay/src/csv/read-rows.js';
import { RowErrors } from '../../replay/src/row-errors.js';
import { heldInTime, type RowScorer } from './in-time.js';
import type { DetectOptions } from './options.js';
import { scorerOf, scorerWithState } from './scorer.js';

const ROWS_AT_ONCE = 1000;
const GOES_BACK =
  'its first rows go back in time, so it is kept in memory, and scored from its end if all rows do';
const labels = /^(is_)?(anomaly|changepoint|label)$/i;

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  ENOTDIR: 'There is no such file.',
  EACCES: 'The file may not be read.',
  EISDIR: 'That is a folder, not a file.',
};

/** What files are called when people are told of them. */
const nameOf = (file: string): string => (file === '-' ? 'standard input' : file);

/** Scores the rows of files in their order, each file by itself; `tell` hears of what was left out. */
export async function detect(
  { files, column }: DetectOptions,
  open: (file: string) => Readable,
  output: Writable,
  tell: (line: string) => void,
): Promise<void> {
  let rows = ['timestamp,value,anomaly_score'];
  const flush = async () => {
    if (!output.write(`${rows.join('\n')}\n`)) await once(output, 'drain');
    rows = [];
  };
  for (const file of files) {
    try {
      for await (const row of scoredRows(file, open(file), column, tell)) {
        rows.push(row);
        if (rows.length >= ROWS_AT_ONCE) await flush();
      }
    } catch (error) {
      throw ofFile(file, error);
    }
  }
  if (rows.length > 0) await flush();
}

async function* scoredRows(
  file: string,
  input: Readable,
  column: string | undefined,
  tell: (line: string) => void,
): AsyncGenerator<string> {
  const table = await openTable(input);
  const layout = withColumns(table.layout, column);
  const { length } = layout.valueColumns;
  const hasState = length > 1 && namesAState(layout.valueColumns[length - 1]?.name ?? '');
  const score = hasState ? scorerWithState(length - 1) : scorerOf(length);
  const errors = new RowErrors((line) => tell(`${nameOf(file)}, ${line}`));
  const told = layout.newestFirst
    ? [...noteOn(layout.dateOrder), GOES_BACK]
    : noteOn(layout.dateOrder);
  for (const note of told) tell(`${nameOf(file)}: ${note}`);
  const read = table.rows(layout, errors.add);
  const scoreOf: RowScorer = ({ at, values }) => (at === undefined ? 0 : score(at, values));
  const scored = layout.newestFirst ? await heldInTime(read, scoreOf) : { rows: read, scoreOf };
  let late = 0;
  for await (const row of scored.rows) {
    const its = scored.scoreOf(row);
    if (its === null) late += 1;
    yield `${cell(row.written)},${row.values[0] ?? ''},${its ?? 0}`;
  }
  if (late > 0)
    tell(`${nameOf(file)}: rows that are not later than all before them score 0: ${late}`);
}

/** An error that a person can mend, with the file it is about; any other as it is. */
function ofFile(file: string, error: unknown): unknown {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const reason = error instanceof UsageError ? message : unreadable[code];
  return reason === undefined ? error : new UsageError(`${nameOf(file)}: ${reason}`);
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
