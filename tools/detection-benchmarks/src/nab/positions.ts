export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What an alarm at each scored row is worth, and in which window it lies (-1: in none). */
export interface Positions {
  readonly worth: Float64Array;
  readonly window: Int32Array;
  /** Rows before this one are not scored. */
  readonly probation: number;
}

const PROBATION_SHARE = 0.15;
const LONGEST_PROBATION = 750;

/**
 * The scoring function of the Numenta Anomaly Benchmark v1.1: within a window from 1 at its first row
 * down to 0 at its last, after a window from 0 down to -1, before the first window -1.
 */
export function positionsOf(instants: readonly number[], windows: readonly Window[]): Positions {
  const worth = new Float64Array(instants.length).fill(-1);
  const window = new Int32Array(instants.length).fill(-1);
  const firstRowOf = new Map([...instants.entries()].reverse().map(([row, at]) => [at, row]));
  for (const [index, { fromMs, toMs }] of windows.entries()) {
    const first = firstRowOf.get(fromMs);
    const last = firstRowOf.get(toMs);
    if (first === undefined || last === undefined)
      throw new Error('a window begins or ends at no row');
    const width = last - first + 1;
    for (let row = first; row < instants.length; row++) {
      const within = row <= last;
      window[row] = within ? index : -1;
      worth[row] = within
        ? decline(-(last - row + 1) / width) / decline(-1)
        : decline((row - last) / (width - 1));
    }
  }
  const probation = Math.min(Math.floor(PROBATION_SHARE * instants.length), LONGEST_PROBATION);
  return { worth, window, probation };
}

const decline = (position: number): number =>
  position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
