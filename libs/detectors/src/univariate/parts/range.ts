import type { DetectorState } from '../../history/detector-state.js';
import { OwnHistoryTail } from '../../history/own-history-tail.js';

const WARM_UP = 50;
/** A new record by a hair is what every noisy signal sets now and then. */
const NEGLIGIBLE = 0.03;

/** How far a value lies beyond everything this sensor has shown, in widths of that range. */
export class Range {
  private readonly at;
  private readonly tail: OwnHistoryTail;

  constructor(state: DetectorState) {
    this.at = state.numbers({
      seen: 0,
      lowest: Number.POSITIVE_INFINITY,
      highest: Number.NEGATIVE_INFINITY,
    });
    this.tail = new OwnHistoryTail(state, WARM_UP);
  }

  observe(value: number): number {
    const { at } = this;
    const width = at.highest - at.lowest;
    const beyond = Math.max(value - at.highest, at.lowest - value, 0);
    at.lowest = Math.min(at.lowest, value);
    at.highest = Math.max(at.highest, value);
    if (++at.seen < WARM_UP) return 0;
    return this.tail.observe(width > 0 ? Math.max(0, beyond / width - NEGLIGIBLE) : 0);
  }
}
