import type { Walker } from '../walker.js';

/** Runs a backtest over nothing much, and calls it off. */
export async function writeDetection(walker: Walker): Promise<void> {
  const window = { from: '2026-02-01T00:00:00Z', to: '2026-02-02T00:00:00Z', learnDays: 0 };
  await walker.post('/detection/backtests', window);
  await walker.post('/detection/backtests/{id}/cancel');
}
