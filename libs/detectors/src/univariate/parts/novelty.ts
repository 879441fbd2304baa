import type { DetectorState } from '../../history/detector-state.js';
import { OwnHistoryTail } from '../../history/own-history-tail.js';
import { RunningMoments } from '../../history/running-moments.js';
import { READINGS_PER_BLOCK } from './block.js';

const PROTOTYPES = 100;
const PROTOTYPES_TO_COMPARE = 3;
const PROTOTYPES_TO_CALIBRATE = 6;
const WARM_UP = 20;
/** A block speaks for its readings, so it is rarer than one of as many blocks. */
const READINGS_SPOKEN_FOR = Math.log10(READINGS_PER_BLOCK);

/**
 * How far two features of the signal lie, together, from every pair this sensor has shown before.
 * Pairs that resemble none known are kept as prototypes, the newest in the place of the oldest.
 */
export class Novelty {
  private readonly at;
  private readonly first;
  private readonly second;
  private readonly queue;
  private readonly usualDistance: RunningMoments;
  private readonly tail: OwnHistoryTail;

  /** A pair is learnt `delay` pairs late, or a slow change would hide behind its own beginning. */
  constructor(
    state: DetectorState,
    private readonly delay: number,
  ) {
    this.at = state.numbers({ queued: 0, stored: 0, next: 0 });
    this.first = state.array(PROTOTYPES);
    this.second = state.array(PROTOTYPES);
    this.queue = state.array(delay * 3);
    this.usualDistance = new RunningMoments(state, 1 / 200);
    this.tail = new OwnHistoryTail(state, WARM_UP);
  }

  /** Measured in units of the signal; 0 while there is none. */
  observe(first: number, second: number, unit: number): number {
    const known = this.at.stored;
    const distance = this.distanceToNearest(first, second);
    this.enqueue(first, second, distance);
    if (this.at.stored <= PROTOTYPES_TO_CALIBRATE || unit === 0) return 0;
    return (
      this.tail.observe(known >= PROTOTYPES_TO_COMPARE ? distance / unit : 0) + READINGS_SPOKEN_FOR
    );
  }

  private distanceToNearest(first: number, second: number): number {
    const { first: firsts, second: seconds } = this;
    const { stored } = this.at;
    let nearest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < stored; i++) {
      const a = first - (firsts[i] ?? 0);
      const b = second - (seconds[i] ?? 0);
      const squared = a * a + b * b;
      if (squared < nearest) nearest = squared;
    }
    return Math.sqrt(nearest);
  }

  private enqueue(first: number, second: number, distance: number): void {
    const { at, queue } = this;
    const slot = (at.queued % this.delay) * 3;
    if (at.queued >= this.delay) {
      this.learn(queue[slot] ?? 0, queue[slot + 1] ?? 0, queue[slot + 2] ?? 0);
    }
    queue[slot] = first;
    queue[slot + 1] = second;
    queue[slot + 2] = distance;
    at.queued++;
  }

  private learn(first: number, second: number, distance: number): void {
    const { at } = this;
    if (distance >= this.usualDistance.mean) {
      this.first[at.next] = first;
      this.second[at.next] = second;
      at.next = (at.next + 1) % PROTOTYPES;
      at.stored = Math.min(at.stored + 1, PROTOTYPES);
    }
    if (Number.isFinite(distance)) this.usualDistance.follow(distance);
  }
}
