import type { DetectorState } from '../history/detector-state.js';
import { RunningMoments } from '../history/running-moments.js';

const STEPS = 12;
const NEIGHBOURS_AGREE_WITHIN = 0.25;
const USUAL_RATE = 1 / 100;
const READINGS_TO_KNOW_STEPS = 50;
const RECENT = 11;
const OVERALL_RATE = 1 / 5000;
const RATE_RATE = 1 / 25;
const FAULTY_FROM = 0.08;
const SOUND_BELOW = 0.02;

/** Single readings far from both neighbours, which agree: no machine moves like that. */
export class Spikes {
  private readonly at;
  private readonly recent;
  private readonly overall: RunningMoments;

  constructor(state: DetectorState) {
    this.at = state.numbers({
      seen: 0,
      before: 0,
      last: 0,
      usualStep: 0,
      rate: 0,
      faulty: 0,
    });
    this.recent = state.array(RECENT);
    this.overall = new RunningMoments(state, OVERALL_RATE);
  }

  /** Whether a spike came of late, so that more may follow. */
  get suspected(): boolean {
    return this.at.rate > SOUND_BELOW;
  }

  /** True while spikes come so often that the sensor is at fault. */
  observe(value: number): boolean {
    const { at } = this;
    const spike = at.seen >= READINGS_TO_KNOW_STEPS && this.isSpike(value);
    at.rate += RATE_RATE * (Number(spike) - at.rate);
    at.faulty = Number(at.faulty ? at.rate > SOUND_BELOW : at.rate > FAULTY_FROM);
    const step = Math.abs(value - at.last);
    this.recent[at.seen % RECENT] = step;
    if (!spike && at.seen > 0) this.learn(step);
    this.overall.follow(value);
    // The reading before a spike is what comes after it is compared with.
    at.before = spike ? value : at.last;
    at.last = value;
    at.seen++;
    return at.faulty === 1;
  }

  /** Whether the last reading was one, now that its successor is known. */
  private isSpike(next: number): boolean {
    const { before, last, usualStep } = this.at;
    const away = Math.min(Math.abs(last - before), Math.abs(last - next));
    const agree = Math.abs(next - before) <= NEIGHBOURS_AGREE_WITHIN * away;
    if (!agree || !(away > STEPS * usualStep)) return false;
    // At rest hardly anything moves, and a flicker of the last digit is no spike.
    const smallest = Math.sqrt(this.overall.variance);
    // A machine that has just been switched on, or is shaken, takes larger steps than it used to.
    return away > smallest && away > STEPS * median(this.recent);
  }

  /** The usual step is little moved by a single large one. */
  private learn(step: number): void {
    const { at } = this;
    const rate = Math.max(USUAL_RATE, 1 / at.seen);
    const bounded = at.seen > READINGS_TO_KNOW_STEPS ? Math.min(step, 4 * at.usualStep) : step;
    at.usualStep += rate * (bounded - at.usualStep);
  }
}

const median = (values: Float32Array): number => values.slice().sort()[values.length >> 1] ?? 0;
