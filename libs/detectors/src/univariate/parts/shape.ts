import type { DetectorState } from '../../history/detector-state.js';
import type { Block } from './block.js';
import { Novelty } from './novelty.js';

/** What a block looks like beside all blocks before: its extremes, those of two blocks, and their course. */
export class Shape {
  private readonly at;
  private readonly extremes: Novelty;
  private readonly swing: Novelty;
  private readonly course: Novelty;

  constructor(state: DetectorState) {
    this.at = state.numbers({ blocks: 0, lowest: 0, highest: 0, mean: 0 });
    this.extremes = new Novelty(state, 2);
    this.swing = new Novelty(state, 3);
    this.course = new Novelty(state, 3);
  }

  /** Blocks on both sides of a gap do not belong to one shape. */
  restart(): void {
    this.at.blocks = 0;
  }

  observe(
    { lowest, highest, mean }: Block,
    unit: number,
  ): { extremes: number; swing: number; course: number } {
    const { at } = this;
    const joined = at.blocks > 0;
    const rarities = {
      extremes: this.extremes.observe(lowest, highest, unit),
      swing: joined
        ? this.swing.observe(Math.min(at.lowest, lowest), Math.max(at.highest, highest), unit)
        : 0,
      course: joined ? this.course.observe(at.mean, mean, unit) : 0,
    };
    at.blocks++;
    at.lowest = lowest;
    at.highest = highest;
    at.mean = mean;
    return rarities;
  }
}
