import type { AlarmStretch, Stretch } from './history.js';
import { overlapMs } from './stretch.js';
import type { Sums } from './tally.js';

const DAY_MS = 86_400_000;

/** Adds for how long alarms stood, were shelved and were suppressed, and what was so at the end. */
export function countAlarmStretches(
  stretches: readonly AlarmStretch[],
  window: Stretch,
  sums: Sums,
): void {
  for (const { kind, from, to } of stretches) {
    sums[`${kind}Ms`] += overlapMs(window, { from, to });
    if (from >= window.to || (to !== null && to < window.to)) continue;
    sums[`${kind}AtEnd`] += 1n;
    if (kind === 'standing' && window.to - from > DAY_MS) sums.staleAtEnd += 1n;
  }
}
