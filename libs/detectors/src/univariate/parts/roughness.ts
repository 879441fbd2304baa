import type { DetectorState } from '../../history/detector-state.js';
import { RunningMoments } from '../../history/running-moments.js';

const NOISE_PER_ZIGZAG = 1.8;
const USUAL_RATE = 1 / 2000;

/**
 * How much the signal usually zigzags: the smaller of two opposite steps, so that a change of load,
 * which goes one way, does not count.
 */
export class Roughness {
  private readonly at;
  private readonly usual: RunningMoments;

  constructor(state: DetectorState) {
    this.at = state.numbers({ previous: Number.NaN, step: 0 });
    this.usual = new RunningMoments(state, USUAL_RATE);
  }

  /** About one standard deviation of the signal's noise. */
  get noise(): number {
    return this.usual.mean * NOISE_PER_ZIGZAG;
  }

  restart(): void {
    this.at.previous = Number.NaN;
    this.at.step = 0;
  }

  observe(value: number): void {
    const { at } = this;
    const step = Number.isNaN(at.previous) ? 0 : value - at.previous;
    this.usual.follow(step * at.step < 0 ? Math.min(Math.abs(step), Math.abs(at.step)) : 0);
    at.previous = value;
    at.step = step;
  }
}
