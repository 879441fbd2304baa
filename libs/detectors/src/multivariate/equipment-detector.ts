import { bounded } from '../history/bounded.js';
import { DetectorState } from '../history/detector-state.js';
import { Level } from './level.js';

export const equipmentDetectorVersion = 'multivariate-1';

/** What a machine's signals, taken together, say at one instant. */
export interface EquipmentObservation {
  /** How unusual the machine is, 0 to 1; from 0.5 on it is an anomaly. */
  score: number;
  /** Each signal's share of that, in the order of the signals; together 1, or all 0. */
  shares: readonly number[];
}

const ROWS_TO_WARM_UP = 400;
const GAP = 10;
const PACE_RATE = 1 / 50;
const UNUSUAL_FROM = 3;
const UNUSUAL_DOWN_TO = 2.4;
const header = new TextEncoder().encode(equipmentDetectorVersion);

export class EquipmentStateUnreadable extends Error {}

/**
 * Scores the rows of one machine's signals as they come: how far all of them together are from the
 * levels expected, each measured by its own noise and wandering.
 */
export class EquipmentDetector {
  private readonly state: DetectorState;
  private readonly at;
  private readonly levels: readonly Level[];

  constructor(signals: number, saved?: Uint8Array) {
    this.state = new DetectorState(saved);
    this.at = this.state.numbers({ rows: 0, lastMs: 0, periodMs: 0, unusualRows: 0 });
    this.levels = Array.from({ length: signals }, () => new Level(this.state));
  }

  static fromBytes(signals: number, bytes: Uint8Array): EquipmentDetector {
    const length = new EquipmentDetector(signals).toBytes().length;
    const known = header.every((byte, i) => bytes[i] === byte) && bytes.length === length;
    if (!known) {
      throw new EquipmentStateUnreadable(
        `not a state of ${equipmentDetectorVersion} of ${signals}`,
      );
    }
    return new EquipmentDetector(signals, bytes.subarray(header.length));
  }

  toBytes(): Uint8Array {
    return Buffer.concat([header, this.state.toBytes()]);
  }

  /** Values in the order of the signals; undefined where none came. Instants must rise. */
  observe(atMs: number, measured: readonly (number | undefined)[]): EquipmentObservation {
    const { at, levels } = this;
    const values = measured.map((value) => (value === undefined ? value : bounded(value)));
    const passed = this.follow(atMs);
    const deviations = levels.map((level, index) => {
      level.wait(passed, at.unusualRows);
      const value = values[index];
      if (value !== undefined) level.follow(value, at.unusualRows > 0);
      return level.deviation;
    });
    const excess = deviations.map((deviation) => Math.max(0, deviation * deviation - 1));
    const total = excess.reduce((sum, each) => sum + each, 0);
    const strength = at.rows > ROWS_TO_WARM_UP ? Math.sqrt(total) : 0;
    const unusual = strength > (at.unusualRows > 0 ? UNUSUAL_DOWN_TO : UNUSUAL_FROM);
    at.unusualRows = unusual ? at.unusualRows + 1 : 0;
    if (!unusual) this.learn(values);
    const score = strength / (strength + UNUSUAL_FROM);
    return {
      score: unusual ? Math.max(0.5, score) : score,
      shares: excess.map((each) => (strength > 0 ? each / total : 0)),
    };
  }

  /** Where a signal has been of late; not a number where that is not known. */
  ofLate(signal: number): number {
    return this.levels[signal]?.ofLate ?? Number.NaN;
  }

  private learn(values: readonly (number | undefined)[]): void {
    this.levels.forEach((level, index) => {
      const value = values[index];
      if (value !== undefined) level.learn(value);
    });
  }

  /** Rows that passed since the last one, by the machine's own pace. */
  private follow(atMs: number): number {
    const { at } = this;
    const elapsed = atMs - at.lastMs;
    const period = at.rows > 1 ? at.periodMs : elapsed;
    const gap = at.rows > 1 && elapsed > GAP * period;
    if (at.rows > 0) at.periodMs = period + PACE_RATE * (Math.min(elapsed, GAP * period) - period);
    if (gap) for (const level of this.levels) level.restart();
    at.lastMs = atMs;
    return at.rows++ > 0 && period > 0 ? elapsed / period : 0;
  }
}
