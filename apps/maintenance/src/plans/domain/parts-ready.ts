import type { PartAtHand } from '@libs/contracts';

const DAY_MS = 24 * 3_600_000;

/** Whether all parts are there, and when they are if what is missing is ordered now. */
export function partsReady(parts: PartAtHand[], now: number) {
  const days = parts.flatMap(({ leadTimeDays }) => leadTimeDays ?? []);
  const ready = days.length === 0;
  const readyAt = ready ? null : new Date(now + Math.max(...days) * DAY_MS).toISOString();
  return { parts, partsReady: ready, readyAt };
}
