import type { WrittenRow } from '../../replay/src/csv/read-rows.js';

/** The score of a row, asked for once for each in their order; null when it is late or repeated. */
export type RowScorer = (row: WrittenRow) => number | null;

export interface ScoredRows {
  readonly rows: AsyncIterable<WrittenRow> | readonly WrittenRow[];
  readonly scoreOf: RowScorer;
}

/** Rows in their order, scored from the last to the first when the newest comes first throughout. */
export async function heldInTime(
  rows: AsyncIterable<WrittenRow>,
  scoreOf: RowScorer,
): Promise<ScoredRows> {
  const all: WrittenRow[] = [];
  for await (const row of rows) all.push(row);
  if (!goesBack(all)) return { rows: all, scoreOf };
  const scores = [...all].reverse().map(scoreOf);
  return { rows: all, scoreOf: () => scores.pop() ?? null };
}

function goesBack(rows: readonly WrittenRow[]): boolean {
  let last = Number.POSITIVE_INFINITY;
  return rows.every(({ at = last }) => {
    const back = at <= last;
    last = at;
    return back;
  });
}
