import type { DetectorState } from '../history/detector-state.js';
import { OwnHistoryTail } from '../history/own-history-tail.js';
import { RunningMoments } from '../history/running-moments.js';

const WINDOW = 6;
const PROTOTYPES = 400;
const WINDOWS_BEFORE_LEARNING = 2;
const WINDOWS_AFTER_RESTART = 4;
const PROTOTYPES_TO_COMPARE = 3;
const PROTOTYPES_TO_CALIBRATE = 6;

/** Looks the last two windows' means up among the pairs this sensor has shown before. */
export class Pattern {
  private readonly at;
  private readonly earlier;
  private readonly later;
  private readonly queue;
  private readonly usualDistance: RunningMoments;
  private readonly tail: OwnHistoryTail;

  constructor(state: DetectorState) {
    this.at = state.numbers({
      sum: 0,
      inWindow: 0,
      windows: 0,
      previous: 0,
      current: 0,
      queued: 0,
      stored: 0,
      next: 0,
    });
    this.earlier = state.array(PROTOTYPES);
    this.later = state.array(PROTOTYPES);
    this.queue = state.array(WINDOWS_BEFORE_LEARNING * 3);
    this.usualDistance = new RunningMoments(state, 1 / 200);
    this.tail = new OwnHistoryTail(state, 20);
  }

  /** Readings on both sides of a gap do not belong to one pattern. */
  restart(): void {
    this.at.sum = 0;
    this.at.inWindow = 0;
    this.at.windows = 0;
  }

  observe(value: number): number {
    const { at } = this;
    at.sum += value;
    if (++at.inWindow < WINDOW) return 0;
    at.previous = at.current;
    at.current = at.sum / WINDOW;
    at.sum = 0;
    at.inWindow = 0;
    if (++at.windows < WINDOWS_AFTER_RESTART) return 0;
    const known = at.stored;
    const distance = this.distanceToNearest(at.previous, at.current);
    this.enqueue(at.previous, at.current, distance);
    if (at.stored <= PROTOTYPES_TO_CALIBRATE) return 0;
    // The window speaks for six readings, so it is judged as one of six times fewer.
    return Math.max(
      0,
      this.tail.observe(known >= PROTOTYPES_TO_COMPARE ? distance : 0) + Math.log10(WINDOW),
    );
  }

  private distanceToNearest(previous: number, current: number): number {
    let nearest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.at.stored; i++) {
      const a = previous - (this.earlier[i] ?? 0);
      const b = current - (this.later[i] ?? 0);
      const squared = a * a + b * b;
      if (squared < nearest) nearest = squared;
    }
    return Math.sqrt(nearest);
  }

  /** A pair is learnt two windows late, or a slow change would hide behind its own beginning. */
  private enqueue(previous: number, current: number, distance: number): void {
    const { at, queue } = this;
    const slot = (at.queued % WINDOWS_BEFORE_LEARNING) * 3;
    if (at.queued >= WINDOWS_BEFORE_LEARNING) {
      this.learn(queue[slot] ?? 0, queue[slot + 1] ?? 0, queue[slot + 2] ?? 0);
    }
    queue.set([previous, current, distance], slot);
    at.queued++;
  }

  private learn(previous: number, current: number, distance: number): void {
    const { at } = this;
    if (distance >= this.usualDistance.mean) {
      this.earlier[at.next] = previous;
      this.later[at.next] = current;
      at.next = (at.next + 1) % PROTOTYPES;
      at.stored = Math.min(at.stored + 1, PROTOTYPES);
    }
    if (Number.isFinite(distance)) this.usualDistance.follow(distance);
  }
}
