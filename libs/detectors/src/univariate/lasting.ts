import type { Parts } from './parts/parts.js';

/** With these a healthy machine has hardly a false episode once it has run for a day. */
const SHAKEN_FROM = 1.3;
const ELSEWHERE_FROM = 3.6;
const MOST_OF_DWELL = 2;

/**
 * How strong evidence that lasts is; from 1 on people are told. Either the signal is shaken, or it
 * stays elsewhere. The time of day does not count: a machine that runs at other hours than usual
 * differs from earlier days for hours.
 */
export function lasting({ extremes, swing, course, range, jump, dwell }: Parts): number {
  const shape = extremes + swing + course;
  const shaken = (shape + 2 * range + 3 * jump + dwell) / 9;
  const elsewhere = shape / 3 + Math.min(MOST_OF_DWELL, dwell);
  return Math.max(shaken / SHAKEN_FROM, elsewhere / ELSEWHERE_FROM);
}
