import type { DetectorState } from '../../history/detector-state.js';
import { OwnHistoryTail } from '../../history/own-history-tail.js';

const WARM_UP = 200;

/** The step from one reading to the next, in units of the signal. */
export class Jump {
  private readonly at;
  private readonly tail: OwnHistoryTail;

  constructor(state: DetectorState) {
    this.at = state.numbers({ previous: Number.NaN });
    this.tail = new OwnHistoryTail(state, WARM_UP);
  }

  restart(): void {
    this.at.previous = Number.NaN;
  }

  observe(value: number, unit: number): number {
    const step = Number.isNaN(this.at.previous) ? 0 : Math.abs(value - this.at.previous);
    this.at.previous = value;
    return unit === 0 ? 0 : this.tail.observe(step / unit);
  }
}
