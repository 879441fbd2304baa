import type { DetectorState } from '../../history/detector-state.js';

/** So many readings are judged together: long enough to tell a swing from noise. */
export const READINGS_PER_BLOCK = 4;

/** The readings of a block in few numbers. */
export class Block {
  private readonly at;

  constructor(state: DetectorState) {
    this.at = state.numbers({
      readings: 0,
      lowest: Number.POSITIVE_INFINITY,
      highest: Number.NEGATIVE_INFINITY,
      sum: 0,
    });
  }

  get lowest(): number {
    return this.at.lowest;
  }

  get highest(): number {
    return this.at.highest;
  }

  get mean(): number {
    return this.at.sum / this.at.readings;
  }

  /** True when the block is complete; the next reading begins another. */
  add(value: number): boolean {
    const { at } = this;
    if (at.readings === READINGS_PER_BLOCK) this.restart();
    at.readings++;
    at.lowest = Math.min(at.lowest, value);
    at.highest = Math.max(at.highest, value);
    at.sum += value;
    return at.readings === READINGS_PER_BLOCK;
  }

  restart(): void {
    const { at } = this;
    at.readings = 0;
    at.lowest = Number.POSITIVE_INFINITY;
    at.highest = Number.NEGATIVE_INFINITY;
    at.sum = 0;
  }
}
