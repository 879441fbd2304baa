import type { DetectorState } from '../history/detector-state.js';

const ROWS_PER_BLOCK = 25;
const LAGS = [2, 4, 6];
const LONGEST_LAG = Math.max(...LAGS);
const BLOCKS_REMEMBERED = 60;

/**
 * How a signal behaves when nothing is wrong: its noise from row to row, and how far its level wanders.
 * A temperature wanders, a flow that is regulated comes back: only the one may be found somewhere else.
 */
export class Drift {
  private readonly at;
  private readonly means;
  private readonly squares;
  private readonly seen;

  constructor(state: DetectorState) {
    this.at = state.numbers({
      rows: 0,
      sum: 0,
      sumOfSquares: 0,
      blocks: 0,
      run: 0,
      noise: 0,
      rate: 0,
    });
    this.means = state.array(LONGEST_LAG + 1);
    this.squares = state.array(LAGS.length);
    this.seen = state.array(LAGS.length);
  }

  /** Variance from row to row. */
  get noise(): number {
    return this.at.noise;
  }

  /** Growth of the level's variance with every row. */
  get rate(): number {
    return this.at.rate;
  }

  /** Rows on both sides of a gap do not belong to one block. */
  restart(): void {
    Object.assign(this.at, { rows: 0, sum: 0, sumOfSquares: 0, run: 0 });
  }

  /** Learns from a value; `attention` is 1, or less while the machine is not as usual. */
  follow(value: number, attention: number): void {
    const { at } = this;
    at.sum += value;
    at.sumOfSquares += value * value;
    if (++at.rows < ROWS_PER_BLOCK) return;
    const mean = at.sum / at.rows;
    const variance = Math.max(0, at.sumOfSquares / at.rows - mean * mean);
    at.blocks++;
    const share = Math.max(1 / BLOCKS_REMEMBERED, 1 / at.blocks) * attention;
    at.noise += share * ((variance * at.rows) / (at.rows - 1) - at.noise);
    this.compare(mean, attention);
    at.rows = 0;
    at.sum = 0;
    at.sumOfSquares = 0;
  }

  private compare(mean: number, attention: number): void {
    const { at, means, squares, seen } = this;
    means[at.run % means.length] = mean;
    let rate = 0;
    let lags = 0;
    for (const [index, lag] of LAGS.entries()) {
      if (at.run >= lag) {
        const step = mean - (means[(at.run - lag) % means.length] ?? 0);
        const count = (seen[index] ?? 0) + 1;
        const share = Math.max(1 / BLOCKS_REMEMBERED, 1 / count) * attention;
        seen[index] = count;
        squares[index] = (squares[index] ?? 0) + share * (step * step - (squares[index] ?? 0));
      }
      if ((seen[index] ?? 0) === 0) continue;
      const wandering = (squares[index] ?? 0) - (2 * at.noise) / ROWS_PER_BLOCK;
      rate += Math.max(0, wandering) / (ROWS_PER_BLOCK * lag);
      lags++;
    }
    at.rate = lags > 0 ? rate / lags : 0;
    at.run++;
  }
}
