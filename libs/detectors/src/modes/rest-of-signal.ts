import type { DetectorState } from '../history/detector-state.js';

/** Of what a signal usually shows when it is not at rest. */
const AT_REST_BELOW = 0.1;
const AWAY_FROM = 0.2;
const LEVEL_RATE = 1 / 2000;
/** What crosses nothing for a moment does not rest. */
const ROWS_TO_CHANGE = 5;
const ROWS_TO_BELIEVE = 20;
const ROWS_AT_REST_TO_BELIEVE = 5;

/** Whether a signal is close to nothing, beside what it shows when it is not. */
export class RestOfSignal {
  private readonly at;

  constructor(state: DetectorState) {
    this.at = state.numbers({ level: 0, seen: 0, resting: 0, other: 0, rested: 0 });
  }

  get resting(): boolean {
    return this.at.resting === 1;
  }

  /** Whether it has been seen at rest, and away from it. */
  get rests(): boolean {
    return this.at.rested >= ROWS_AT_REST_TO_BELIEVE && this.at.seen >= ROWS_TO_BELIEVE;
  }

  observe(value: number): void {
    const { at } = this;
    const size = Math.abs(value);
    const now = Number(size < (at.resting ? AWAY_FROM : AT_REST_BELOW) * at.level);
    at.other = now === at.resting ? 0 : at.other + 1;
    if (at.other >= ROWS_TO_CHANGE) Object.assign(at, { resting: now, other: 0 });
    if (at.resting) at.rested++;
    else if (now === 0) this.follow(size);
  }

  private follow(size: number): void {
    const { at } = this;
    at.seen++;
    at.level += Math.max(LEVEL_RATE, 1 / at.seen) * (size - at.level);
  }
}
