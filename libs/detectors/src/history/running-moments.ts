import type { DetectorState } from './detector-state.js';

/** Mean and variance that forget: plain averages at first, exponential ones later. */
export class RunningMoments {
  private readonly at;

  constructor(
    state: DetectorState,
    private readonly slowestRate: number,
  ) {
    this.at = state.numbers({ count: 0, mean: 0, variance: 0 });
  }

  get mean(): number {
    return this.at.mean;
  }

  get variance(): number {
    return this.at.variance;
  }

  follow(value: number): void {
    const { at } = this;
    at.count++;
    const rate = Math.max(this.slowestRate, 1 / at.count);
    const surprise = value - at.mean;
    at.mean += rate * surprise;
    at.variance = (1 - rate) * (at.variance + rate * surprise * surprise);
  }
}
