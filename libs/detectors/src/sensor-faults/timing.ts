import type { DetectorState } from '../history/detector-state.js';

const INTERVAL_RATE = 1 / 50;
const NEW_INTERVAL_RATE = 1 / 2000;
const IN_TIME = 1.5;
const LONGEST_COUNTED = 20;
const MISSING_RATE = 1 / 15;
const MISSING_FAULTY_FROM = 0.4;
const MISSING_SOUND_BELOW = 0.15;
const CLOCK_RATE = 1 / 25;
const CLOCK_FAULTY_FROM = 0.08;
const CLOCK_SOUND_BELOW = 0.02;
const AHEAD_MS = 60_000;
const READINGS_TO_KNOW_INTERVAL = 20;
/** A bad connection drops readings here and there; what comes evenly for so long comes at another pace. */
const READINGS_OF_NEW_PACE = 25;
const EVEN_WITHIN = 0.01;

/** Whether readings come when they should, and bear an instant that can be. */
export class Timing {
  private readonly at;

  constructor(state: DetectorState) {
    this.at = state.numbers({
      seen: 0,
      lastMs: 0,
      previousMs: 0,
      intervalMs: 0,
      missing: 0,
      /** 0, or one more than how many readings in a row came late, and each as late as the one before. */
      droppingOut: 0,
      wrong: 0,
      clockFaulty: 0,
    });
  }

  get droppingOut(): boolean {
    return this.at.droppingOut > 0;
  }

  get clockFaulty(): boolean {
    return this.at.clockFaulty === 1;
  }

  /** True when the reading is newer than those before. */
  observe(atMs: number, receivedAtMs: number | undefined): boolean {
    const { at } = this;
    const elapsed = atMs - at.lastMs;
    const newer = at.seen === 0 || elapsed > 0;
    // What was stored and comes afterwards goes back once; a clock at fault goes back again and again.
    const back = at.seen > 0 && atMs < at.previousMs;
    const wrong = back || (receivedAtMs !== undefined && atMs > receivedAtMs + AHEAD_MS);
    at.previousMs = atMs;
    at.wrong += CLOCK_RATE * (Number(wrong) - at.wrong);
    at.clockFaulty = Number(
      at.clockFaulty ? at.wrong > CLOCK_SOUND_BELOW : at.wrong > CLOCK_FAULTY_FROM,
    );
    if (!newer) return false;
    if (at.seen > 0) this.follow(elapsed);
    at.lastMs = atMs;
    at.seen++;
    return true;
  }

  private follow(elapsed: number): void {
    const { at } = this;
    const usual = at.intervalMs || elapsed;
    const due = Math.min(LONGEST_COUNTED, Math.max(1, Math.round(elapsed / usual)));
    const rate = elapsed <= IN_TIME * usual ? INTERVAL_RATE : NEW_INTERVAL_RATE;
    at.intervalMs = usual + rate * (Math.min(elapsed, LONGEST_COUNTED * usual) - usual);
    if (at.seen < READINGS_TO_KNOW_INTERVAL) return;
    const before = at.missing;
    for (let reading = 1; reading <= due; reading++) {
      at.missing += MISSING_RATE * (Number(reading < due) - at.missing);
    }
    // One long gap is a machine switched off; only what comes and goes is a bad connection.
    if (due === LONGEST_COUNTED) at.missing = 0;
    const evenly = due > 1 && Math.abs(at.missing - before) < EVEN_WITHIN;
    this.tell(evenly);
    if (at.droppingOut <= READINGS_OF_NEW_PACE) return;
    Object.assign(at, { intervalMs: elapsed, missing: 0, droppingOut: 0 });
  }

  private tell(evenly: boolean): void {
    const { at } = this;
    const from = at.droppingOut > 0 ? MISSING_SOUND_BELOW : MISSING_FAULTY_FROM;
    if (at.missing <= from) at.droppingOut = 0;
    else at.droppingOut = evenly ? at.droppingOut + 1 : 1;
  }
}
