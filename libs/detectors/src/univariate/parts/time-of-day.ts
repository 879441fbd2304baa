import type { DetectorState } from '../../history/detector-state.js';
import { type Band, bandOf } from '../band.js';
import { OwnHistoryTail } from '../../history/own-history-tail.js';

const HOURS = 24;
const HOUR_MS = 3_600_000;
const MEMORY_DAYS = 8;
const FEWEST_TO_REMEMBER = 100;
const READINGS_TO_COMPARE = 4;
const VISITS_TO_TRUST = 4;
const WARM_UP = 50;
/** An hour in which nothing ever moved must not turn every later movement into an anomaly. */
const SHARE_OF_OVERALL = 0.01;

/** Compares a value with what this sensor showed at the same hour of earlier days. */
export class TimeOfDay {
  private readonly at;
  private readonly means;
  private readonly variances;
  private readonly counts;
  private readonly visits;
  private readonly tail: OwnHistoryTail;

  constructor(state: DetectorState) {
    this.at = state.numbers({ hour: -1 });
    this.means = state.array(HOURS);
    this.variances = state.array(HOURS);
    this.counts = state.array(HOURS);
    this.visits = state.array(HOURS);
    this.tail = new OwnHistoryTail(state, WARM_UP);
  }

  /** What earlier days showed at this hour; null until there are enough of them. */
  band(atMs: number, overallVariance: number): Band | null {
    const hour = hourOf(atMs);
    if ((this.visits[hour] ?? 0) < VISITS_TO_TRUST) return null;
    return bandOf(this.means[hour] ?? 0, this.spreadAt(hour, overallVariance));
  }

  observe(atMs: number, value: number, overallVariance: number, intervalMs: number): number {
    const { at, means, variances, counts, visits } = this;
    const hour = hourOf(atMs);
    if (hour !== at.hour) visits[hour] = (visits[hour] ?? 0) + 1;
    at.hour = hour;
    const count = (counts[hour] ?? 0) + 1;
    const surprise = value - (means[hour] ?? 0);
    const spread = this.spreadAt(hour, overallVariance) + Number.MIN_VALUE;
    // Within the first day there is no earlier one to compare with.
    const comparable = (visits[hour] ?? 0) > 1 && count >= READINGS_TO_COMPARE;
    const rarity = comparable ? this.tail.observe(Math.abs(surprise) / spread) : 0;
    const memory = Math.max(FEWEST_TO_REMEMBER, (MEMORY_DAYS * HOUR_MS) / intervalMs);
    const rate = Math.max(1 / memory, 1 / count);
    counts[hour] = count;
    means[hour] = (means[hour] ?? 0) + rate * surprise;
    variances[hour] = (1 - rate) * ((variances[hour] ?? 0) + rate * surprise * surprise);
    return rarity;
  }

  private spreadAt(hour: number, overallVariance: number): number {
    return Math.sqrt((this.variances[hour] ?? 0) + SHARE_OF_OVERALL * overallVariance);
  }
}

const hourOf = (atMs: number): number => Math.floor(atMs / HOUR_MS) % HOURS;
