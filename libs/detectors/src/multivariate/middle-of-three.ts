import { bounded } from '../history/bounded.js';
import type { DetectorState } from '../history/detector-state.js';

/** The middle one of the last three values of each signal: a single value that stands out says nothing of a machine. */
export class MiddleOfThree {
  private readonly at;
  private readonly last;
  private readonly before;

  constructor(signals: number, state: DetectorState) {
    this.at = state.numbers({ rows: 0 });
    this.last = state.doubles(signals);
    this.before = state.doubles(signals);
  }

  of(values: readonly number[]): number[] {
    const known = this.at.rows++ > 1;
    return values.map((measured, signal) => {
      const value = bounded(measured);
      const last = this.last[signal] ?? value;
      const before = this.before[signal] ?? value;
      this.before[signal] = last;
      this.last[signal] = value;
      if (!known) return value;
      return Math.max(Math.min(value, last), Math.min(Math.max(value, last), before));
    });
  }
}
