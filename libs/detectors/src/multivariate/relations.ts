import type { DetectorState } from '../history/detector-state.js';
import { placeOf, solveRidge } from './ridge.js';

const ROWS_TO_FIND_UNITS = 100;
const ROWS_BETWEEN_SOLUTIONS = 100;
const SLOW_RATE = 1 / 150;
const FORGETTING_RATE = 1 / 40_000;
const ATTENTION_WHEN_UNUSUAL = 0.05;
/** What each signal gives to explain the others: itself, its square, and what it was of late. */
const FEATURES_PER_SIGNAL = 3;

/**
 * How each signal of a machine follows from the others, learnt as the machine runs. What is left of a
 * row when that is taken away does not depend on the load: a pump that is switched on or throttled
 * moves all of its signals together, and a fault moves one of them alone.
 */
export class Relations {
  private readonly at;
  private readonly signals;
  private readonly width: number;
  private readonly features: Float64Array;
  private readonly moments: Float64Array;
  private readonly weights: Float64Array;

  constructor(
    private readonly count: number,
    state: DetectorState,
  ) {
    this.at = state.numbers({ rows: 0, solved: 0 });
    this.signals = Array.from({ length: count }, () =>
      state.numbers({ origin: 0, mean: 0, spread: 0, slow: 0 }),
    );
    this.width = 1 + FEATURES_PER_SIGNAL * count;
    this.features = new Float64Array(this.width);
    this.moments = state.doubles((this.width * (this.width + 1)) / 2);
    this.weights = state.doubles(count * this.width);
  }

  /** After a gap what was of late is not known any more. */
  restart(values: readonly number[]): void {
    this.signals.forEach((signal, i) => {
      signal.slow = (values[i] ?? 0) - signal.origin;
    });
  }

  /** What the other signals do not explain of each, in its own units; null while that is not known. */
  unexplained(values: readonly number[]): number[] | null {
    this.follow(values);
    this.describe(values);
    if (this.at.solved === 0) return null;
    const { features, weights, width, count } = this;
    const unexplained: number[] = [];
    for (let signal = 0; signal < count; signal++) {
      let left = features[1 + signal] ?? 0;
      for (let i = 0; i < width; i++)
        left -= (weights[signal * width + i] ?? 0) * (features[i] ?? 0);
      unexplained.push(left);
    }
    return unexplained;
  }

  /** How far a signal usually is from what the others explain, by all that was learnt: the root of its mean square. */
  usuallyUnexplained(signal: number): number {
    const { moments, weights, width } = this;
    const target = 1 + signal;
    let variance = moments[placeOf(target, target)] ?? 0;
    for (let i = 0; i < width; i++)
      variance -= (weights[signal * width + i] ?? 0) * (moments[placeOf(i, target)] ?? 0);
    return Math.sqrt(Math.max(0, variance));
  }

  /** A row that is not to be explained. */
  pass(values: readonly number[]): void {
    this.follow(values);
  }

  /** Learns from the row that was just looked at. */
  learn(values: readonly number[], usual: boolean): void {
    const { at } = this;
    at.rows++;
    if (at.rows <= ROWS_TO_FIND_UNITS) return this.findUnits(values);
    const rate = Math.max(FORGETTING_RATE, 1 / (at.rows - ROWS_TO_FIND_UNITS));
    this.remember(rate * (usual ? 1 : ATTENTION_WHEN_UNUSUAL));
    if (at.rows % ROWS_BETWEEN_SOLUTIONS === 0) this.solve();
  }

  private follow(values: readonly number[]): void {
    this.signals.forEach((signal, i) => {
      const value = values[i] ?? 0;
      if (this.at.rows === 0) signal.origin = value;
      const x = value - signal.origin;
      signal.slow = this.at.rows === 0 ? x : signal.slow + SLOW_RATE * (x - signal.slow);
    });
  }

  private findUnits(values: readonly number[]): void {
    const { rows } = this.at;
    for (const [i, signal] of this.signals.entries()) {
      const x = (values[i] ?? 0) - signal.origin;
      const away = x - signal.mean;
      signal.mean += away / rows;
      signal.spread += away * (x - signal.mean);
      if (rows === ROWS_TO_FIND_UNITS) signal.spread = Math.sqrt(signal.spread / rows);
    }
  }

  private describe(values: readonly number[]): void {
    const { features, count } = this;
    features[0] = 1;
    this.signals.forEach(({ origin, mean, spread, slow }, i) => {
      const unit = spread > 0 ? 1 / spread : 0;
      const x = ((values[i] ?? 0) - origin - mean) * unit;
      features[1 + i] = x;
      features[1 + count + i] = x * x;
      features[1 + 2 * count + i] = (slow - mean) * unit;
    });
  }

  private remember(rate: number): void {
    const { features, moments, width } = this;
    let at = 0;
    for (let row = 0; row < width; row++) {
      const feature = features[row] ?? 0;
      for (let column = 0; column <= row; column++, at++) {
        const known = moments[at] ?? 0;
        moments[at] = known + rate * (feature * (features[column] ?? 0) - known);
      }
    }
  }

  /** A signal is explained by the others only, never by itself. */
  private solve(): void {
    const { moments, weights, width, count } = this;
    for (let signal = 0; signal < count; signal++) {
      const others = Array.from({ length: width }, (_, i) => i).filter(
        (i) => i === 0 || (i - 1) % count !== signal,
      );
      const solution = solveRidge(moments, others, 1 + signal);
      weights.fill(0, signal * width, (signal + 1) * width);
      for (const [place, feature] of others.entries()) {
        weights[signal * width + feature] = solution[place] ?? 0;
      }
    }
    this.at.solved = 1;
  }
}
