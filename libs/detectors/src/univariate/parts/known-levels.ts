import type { DetectorState } from '../../history/detector-state.js';

const LEVELS = 256;
const START_LEVELS_PER_STEP = 16;
const HALF_LIFE_READINGS = 10_000;
const GROWTH = 2 ** (1 / HALF_LIFE_READINGS);
const HIGHEST_WEIGHT = 1e12;
const READINGS_TO_BE_KNOWN = 3;
/** A few outliers must not coarsen the grid for good; a settled share of readings may. */
const FULL_EDGE = 0.005;
const READINGS_TO_FIND_THE_RANGE = 300;

/** The levels at which a sensor has stayed: a fading histogram whose grid widens with the range. */
export class KnownLevels {
  private readonly at;
  private readonly counts;

  constructor(state: DetectorState) {
    this.at = state.numbers({ seen: 0, low: 0, width: 0, total: 0, weight: 1 });
    this.counts = state.array(LEVELS);
  }

  get width(): number {
    return this.at.width;
  }

  /** How far the value lies from the nearest level known; 0 while nothing is known. */
  distanceTo(value: number): number {
    const { low, width, seen } = this.at;
    if (width === 0) return seen > 0 ? Math.abs(value - low) : 0;
    const position = (value - low) / width;
    const home = Math.min(LEVELS - 1, Math.max(0, Math.floor(position)));
    for (let away = 0; away < LEVELS; away++) {
      if (this.knows(home - away) || this.knows(home + away)) {
        const outside = Math.max(0, -position, position - LEVELS);
        return (Math.max(0, away - 1) + outside) * width;
      }
    }
    return 0;
  }

  learn(value: number): void {
    const { at, counts } = this;
    if (at.seen++ === 0) at.low = value;
    if (at.width === 0 && value !== at.low) this.openGrid(value);
    at.weight *= GROWTH;
    at.total += at.weight;
    const position = at.width > 0 ? Math.floor((value - at.low) / at.width) : 0;
    const level = Math.min(LEVELS - 1, Math.max(0, position));
    const count = (counts[level] ?? 0) + at.weight;
    counts[level] = count;
    if (level !== position || level === 0) this.widenIfCrowded(count);
    if (at.weight > HIGHEST_WEIGHT) this.rescale();
  }

  private knows(level: number): boolean {
    return (this.counts[level] ?? 0) >= READINGS_TO_BE_KNOWN * this.at.weight;
  }

  private openGrid(value: number): void {
    const { at, counts } = this;
    at.width = Math.abs(value - at.low) / START_LEVELS_PER_STEP;
    at.low -= at.width * (LEVELS / 2);
    counts[LEVELS / 2] = counts[0] ?? 0;
    counts[0] = 0;
  }

  private widenIfCrowded(count: number): void {
    const { at, counts } = this;
    if (at.width === 0) return;
    if (at.seen > READINGS_TO_FIND_THE_RANGE && count < FULL_EDGE * at.total) return;
    const merged = new Float32Array(LEVELS);
    for (let i = 0; i < LEVELS; i++) {
      const level = LEVELS / 4 + (i >> 1);
      merged[level] = (merged[level] ?? 0) + (counts[i] ?? 0);
    }
    counts.set(merged);
    at.low -= at.width * (LEVELS / 2);
    at.width *= 2;
  }

  private rescale(): void {
    const { at, counts } = this;
    for (let i = 0; i < LEVELS; i++) counts[i] = (counts[i] ?? 0) / at.weight;
    at.total /= at.weight;
    at.weight = 1;
  }
}
