import type { DetectorState } from '../history/detector-state.js';
import { Drift } from './drift.js';

const FAST_RATE = 0.12;
/** Neighbouring rows are alike, so that their mean is less certain than that of independent ones. */
const VARIANCE_OF_FAST = (FAST_RATE / (2 - FAST_RATE)) * 1.5;
const DRIFT_FACTOR = 1.3;
const LEAST_DRIFT = 1e-5;
const ATTENTION_WHEN_UNUSUAL = 0.05;
/** A machine that stays as it has become is in the end taken as it is. */
const DOUBT_PER_UNUSUAL_ROW = 0.001;
const FARTHEST = 10;

/** The level at which a signal is expected (a Kalman filter of a wandering level), and where it is of late. */
export class Level {
  private readonly at;
  private readonly drift: Drift;

  constructor(state: DetectorState) {
    this.at = state.numbers({ seen: 0, origin: 0, fast: 0, expected: 0, uncertainty: 0 });
    this.drift = new Drift(state);
  }

  get expected(): number {
    return this.at.origin + this.at.expected;
  }

  /** Not a number where nothing came since a gap. */
  get ofLate(): number {
    return this.at.origin + this.at.fast;
  }

  restart(): void {
    this.drift.restart();
    this.at.fast = Number.NaN;
  }

  /** Time passes, whether or not a value comes; the longer the machine is not as usual, the less is certain. */
  wait(rows: number, unusualRows: number): void {
    this.at.uncertainty += rows * this.wandering * (1 + DOUBT_PER_UNUSUAL_ROW * unusualRows);
  }

  follow(value: number, unusual: boolean): void {
    const { at, drift } = this;
    if (at.seen++ === 0) at.origin = value;
    const x = value - at.origin;
    at.fast = Number.isNaN(at.fast) ? x : at.fast + FAST_RATE * (x - at.fast);
    drift.follow(x, unusual ? ATTENTION_WHEN_UNUSUAL : 1);
  }

  /** How many standard deviations of late from what is expected; a signal that never moved says nothing. */
  get deviation(): number {
    const { at, drift } = this;
    if (drift.noise === 0 || Number.isNaN(at.fast)) return 0;
    const variance = at.uncertainty + VARIANCE_OF_FAST * drift.noise;
    return Math.min(FARTHEST, Math.abs(at.fast - at.expected) / Math.sqrt(variance));
  }

  /** Takes the value for usual. */
  learn(value: number): void {
    const { at, drift } = this;
    const certain = at.uncertainty + drift.noise;
    const gain = Math.max(1 / at.seen, certain > 0 ? at.uncertainty / certain : 0);
    at.expected += gain * (value - at.origin - at.expected);
    at.uncertainty *= 1 - gain;
  }

  private get wandering(): number {
    return DRIFT_FACTOR * this.drift.rate + LEAST_DRIFT * this.drift.noise;
  }
}
