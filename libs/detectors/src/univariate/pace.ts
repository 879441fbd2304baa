import type { DetectorState } from '../history/detector-state.js';

const RATE = 1 / 50;
const GAP = 10;
const READINGS_TO_SETTLE = 30;

/** The sensor's usual interval between readings, by its own clock, and what breaks it. */
export class Pace {
  private readonly at;

  constructor(state: DetectorState) {
    this.at = state.numbers({ seen: 0, lastMs: 0, intervalMs: 0, settling: 0 });
  }

  get readings(): number {
    return this.at.seen;
  }

  get intervalMs(): number {
    return this.at.intervalMs;
  }

  /** A machine that comes back after a gap first runs itself in. */
  get settling(): boolean {
    return this.at.settling > 0;
  }

  /** True when this reading comes after a gap. */
  follow(atMs: number): boolean {
    const { at } = this;
    const elapsed = atMs - at.lastMs;
    const usual = at.seen > 1 ? at.intervalMs : elapsed;
    const gap = at.seen > 1 && elapsed > GAP * usual;
    if (at.seen > 0) at.intervalMs = usual + RATE * (Math.min(elapsed, GAP * usual) - usual);
    at.settling = gap ? READINGS_TO_SETTLE : Math.max(0, at.settling - 1);
    at.lastMs = atMs;
    at.seen++;
    return gap;
  }
}
