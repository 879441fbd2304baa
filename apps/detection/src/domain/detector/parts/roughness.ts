import type { DetectorState } from '../history/detector-state.js';
import { OwnHistoryTail } from '../history/own-history-tail.js';
import { RunningMoments } from '../history/running-moments.js';

const RECENT_RATE = 1 / 16;
const NOISE_PER_ZIGZAG = 1.8;
const USUAL_RATE = 1 / 2000;
const WARM_UP = 200;

/**
 * How much the signal zigzags now against how much it usually does: the smaller of two opposite
 * steps, so that a change of load, which goes one way, does not count, and a spike does.
 */
export class Roughness {
  private readonly at;
  private readonly usual: RunningMoments;
  private readonly tail: OwnHistoryTail;

  constructor(state: DetectorState) {
    this.at = state.numbers({ previous: Number.NaN, step: 0, recent: 0 });
    this.usual = new RunningMoments(state, USUAL_RATE);
    this.tail = new OwnHistoryTail(state, WARM_UP);
  }

  /** About one standard deviation of the signal's noise. */
  get noise(): number {
    return this.usual.mean * NOISE_PER_ZIGZAG;
  }

  restart(): void {
    this.at.previous = Number.NaN;
    this.at.step = 0;
  }

  observe(value: number): number {
    const { at, usual } = this;
    const step = Number.isNaN(at.previous) ? 0 : value - at.previous;
    const zigzag = step * at.step < 0 ? Math.min(Math.abs(step), Math.abs(at.step)) : 0;
    at.previous = value;
    at.step = step;
    const ratio = usual.mean > 0 ? zigzag / usual.mean : 0;
    usual.follow(zigzag);
    at.recent += RECENT_RATE * (ratio - at.recent);
    return this.tail.observe(at.recent);
  }
}
