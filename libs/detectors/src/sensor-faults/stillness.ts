import type { DetectorState } from '../history/detector-state.js';

const FEWEST = 20;
const TIMES_THE_LONGEST = 4;
const CHANGES_TO_BE_ALIVE = 50;

/** How long a signal has not moved at all, against how long that ever lasted before. */
export class Stillness {
  private readonly at;

  constructor(state: DetectorState) {
    this.at = state.numbers({
      value: Number.NaN,
      run: 0,
      longest: 0,
      longestAtNothing: 0,
      changes: 0,
    });
  }

  /** True while the same number comes for longer than is believable; never of what hardly ever moves. */
  observe(value: number): boolean {
    const { at } = this;
    if (value !== at.value) this.change(value);
    at.run++;
    return this.unbelievable;
  }

  private get unbelievable(): boolean {
    const { value, run, longest, longestAtNothing, changes } = this.at;
    const usual = value === 0 ? Math.max(longest, longestAtNothing) : longest;
    return changes >= CHANGES_TO_BE_ALIVE && run >= Math.max(FEWEST, TIMES_THE_LONGEST * usual);
  }

  /** A run that was a fault is not what the next one is measured by. */
  private change(value: number): void {
    const { at } = this;
    if (!this.unbelievable) this.learn();
    at.value = value;
    at.run = 0;
    at.changes++;
  }

  /** How long a machine that is switched off shows nothing says nothing of how it runs. */
  private learn(): void {
    const { at } = this;
    if (at.value === 0) at.longestAtNothing = Math.max(at.longestAtNothing, at.run);
    else at.longest = Math.max(at.longest, at.run);
  }
}
