import type { AnomalyAnswer } from '@libs/contracts';
import type { Telling } from './telling.js';

/** A step of a sensor's thresholds, for readings measured from `fromMs` on and before `untilMs`. */
export interface Adjustment {
  readonly step: number;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** A wrong alarm costs trust at once; a right one gives back little by little. */
const STEP: Readonly<Record<AnomalyAnswer, number>> = { wrong: 0.03, right: -0.01 };
/** However many say so, a sensor is never taken as mute, nor told of at any stir. */
const BOUNDS = { low: -0.05, high: 0.2 };
const DIGITS = 1e6;
/** Beyond this every reader of the log has met an adjustment before a reading that it counts for. */
const EFFECTIVE_AFTER_MS = 60_000;

/** The step that an answer leads to beside those in force; 0 at the bounds. */
export function stepFor(answer: AnomalyAnswer, total: number): number {
  const wanted = Math.min(BOUNDS.high, Math.max(BOUNDS.low, total + STEP[answer]));
  return rounded(wanted - total);
}

/** From which reading on a decision of now counts, so that a replay tells the same. */
export const effectiveFrom = (now: Date): Date => new Date(now.getTime() + EFFECTIVE_AFTER_MS);

/** How a sensor is told of at an instant, with what people said of it before. */
export function adjusted(
  telling: Telling,
  adjustments: readonly Adjustment[],
  atMs: number,
): Telling {
  let total = 0;
  for (const { step, fromMs, untilMs } of adjustments) {
    if (atMs >= fromMs && atMs < untilMs) total += step;
  }
  if (total === 0) return telling;
  const by = rounded(Math.min(BOUNDS.high, Math.max(BOUNDS.low, total)));
  const { alertFrom, alarmFrom } = telling;
  return { ...telling, alertFrom: rounded(alertFrom + by), alarmFrom: rounded(alarmFrom + by) };
}

const rounded = (value: number): number => Math.round(value * DIGITS) / DIGITS;
