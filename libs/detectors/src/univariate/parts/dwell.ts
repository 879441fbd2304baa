import type { DetectorState } from '../../history/detector-state.js';
import { KnownLevels } from './known-levels.js';
import { OwnHistoryTail } from '../../history/own-history-tail.js';

const STAY = 8;
const LEARNT_AFTER = 30;
/** Long enough to have seen the usual loads: a first visit to one is no deviation. */
const WARM_UP = 1000;
const TAIL_NEEDS = 300;
const FLATTEST_TAIL = 1.5;

/**
 * Staying, for several readings, away from every level known. Passing through on the way from one
 * load to another is brief and does not count. Measured in the signal's own noise.
 */
export class Dwell {
  private readonly at;
  private readonly waiting;
  private readonly recent;
  private readonly levels: KnownLevels;
  private readonly tail: OwnHistoryTail;

  constructor(state: DetectorState) {
    this.at = state.numbers({ seen: 0, farthest: 1 });
    this.waiting = state.array(LEARNT_AFTER);
    this.recent = state.array(STAY);
    this.levels = new KnownLevels(state);
    this.tail = new OwnHistoryTail(state, TAIL_NEEDS, FLATTEST_TAIL);
  }

  /** `noise` is about one standard deviation of the signal's noise. */
  observe(value: number, noise: number): number {
    const { at, waiting, recent, levels } = this;
    const slot = at.seen % LEARNT_AFTER;
    if (at.seen >= LEARNT_AFTER) levels.learn(waiting[slot] ?? 0);
    waiting[slot] = value;
    const unit = Math.max(noise, levels.width) || Number.POSITIVE_INFINITY;
    recent[at.seen % STAY] = levels.distanceTo(value) / unit;
    const away = 1 + Math.max(0, secondLowest(recent) - Math.abs(this.movement()) / unit);
    if (++at.seen < WARM_UP) return 0;
    const rarity = this.tail.rarityOf(away);
    this.remember(away);
    return rarity;
  }

  /** One stay is one event in the history, however many readings it lasts. */
  private remember(away: number): void {
    const { at } = this;
    at.farthest = Math.max(at.farthest, away);
    if (away > 1) return;
    this.tail.learn(at.farthest);
    at.farthest = 1;
  }

  /** The later half of the stay against the earlier half. */
  private movement(): number {
    let difference = 0;
    for (let back = 0; back < STAY; back++) {
      const value = this.waiting[(this.at.seen + LEARNT_AFTER - back) % LEARNT_AFTER] ?? 0;
      difference += back < STAY / 2 ? value : -value;
    }
    return difference / (STAY / 2);
  }
}

function secondLowest(values: Float32Array): number {
  let lowest = Number.POSITIVE_INFINITY;
  let second = Number.POSITIVE_INFINITY;
  for (const value of values) {
    if (value < lowest) {
      second = lowest;
      lowest = value;
    } else if (value < second) second = value;
  }
  return second;
}
