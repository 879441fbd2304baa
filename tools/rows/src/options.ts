import { parseArgs } from 'node:util';
import { UsageError } from '../../plant-simulator/src/environment.js';

export interface RowsOptions {
  readonly json: boolean;
  readonly missing: boolean;
  readonly run: boolean;
  readonly strict: boolean;
}

export const help = `rows   prints the mission rows of docs/mission-rows.md with the tests that show each

  --missing   only the rows that no test shows
  --json      everything as one JSON document
  --run       runs all tests first (unit, int, e2e)
  --strict    fails also when a row is not shown
  --help      this text

The tests are those whose titles name the row, such as "REG-14: …"; what counts is how they went at their last run.
Ends with 1 when a test that names a row fails, a title names a row that is not there, or a file of tests did not run.`;

/** The options, or undefined when help is asked for. */
export function readOptions(argv: readonly string[]): RowsOptions | undefined {
  const { help: asked, ...options } = parse(argv);
  return asked ? undefined : options;
}

function parse(argv: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({
      args: [...argv],
      options: {
        json: flag,
        missing: flag,
        run: flag,
        strict: flag,
        help: { ...flag, short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0]}; see --help.`);
  }
}
