import type { Stretch } from './history.js';

/** Whether an instant lies in a window, whose end is excluded. */
export const within = (window: Stretch, at: number): boolean => window.from <= at && at < window.to;

/** How long a stretch, open or not, lies in a window. */
export function overlapMs(
  window: Stretch,
  stretch: { readonly from: number; readonly to: number | null },
): bigint {
  const from = Math.max(window.from, stretch.from);
  const to = Math.min(window.to, stretch.to ?? window.to);
  return BigInt(Math.max(0, to - from));
}
