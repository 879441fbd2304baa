import { parseArgs } from 'node:util';
import { UsageError } from '../../plant-simulator/src/environment.js';

export interface DetectOptions {
  /** `-` is standard input. */
  readonly files: readonly string[];
  /** The one value column to score; undefined is all of them together. */
  readonly column: string | undefined;
}

export const help = `detect <file.csv>...   scores CSVs of timestamps and values as the detection agent would live; - is standard input

  --column <name>   score this value column alone (default: one column alone, several together as one machine)
  --help            this text

Writes timestamp,value,anomaly_score to standard output, one row for each row of the files, in their order; each file is
scored by itself, and blank lines are no rows. The score lies from 0 to 1;
from 0.5 on the row is an anomaly. It is made of the rows up to this one and of nothing else. With several value columns
the score is the machine's, and value is that of the first column. Rows that are late, repeated or not readable score 0,
and what cannot be read is told on standard error with its line, what is late by its number. Ends with 2 when a file cannot be read at all, else with 0.
Of one column alone the row where a flat line begins, at a value other than 0, scores 0.6 or more.
A file whose newest row comes first throughout is held in memory and scored from its end.
Read are UTF-8, UTF-16 with its byte order mark, and either compressed by gzip. Lines above the header that begin with # are left out.
The separator (, ; tab | or runs of spaces), a header, the timestamp column (ISO 8601, YYYY-MM-DD HH:MM:SS as UTC, DD.MM.YYYY HH:MM,
DD/MM/YYYY, MM/DD/YYYY, epoch s, ms, µs or ns; or the day and the time of day in two columns) and the value columns are found
by themselves. Where no day above 12 tells whether the day or the month comes first, what was taken is told. A column whose name says state, mode, status, running or on (0 is standby) is not scored: for sixty
rows after it changes rows score 0, and each mode is held against itself. Columns called anomaly, changepoint, label or is_anomaly are not scored.`;

/** The options, or undefined when help is asked for. */
export function readOptions(argv: readonly string[]): DetectOptions | undefined {
  const { values, positionals } = parse(argv);
  if (values.help) return undefined;
  if (positionals.length === 0) throw new UsageError('Give a CSV file to score; see --help.');
  return { files: positionals, column: values.column };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        column: { type: 'string' },
        help: { type: 'boolean', default: false, short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0]}; see --help.`);
  }
}
