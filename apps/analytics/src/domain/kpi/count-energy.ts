import { scaled } from './decimal.js';
import type { Metered, Production, Stretch } from './history.js';
import type { Sums } from './tally.js';

const MILLIONTHS = 1_000_000;

/** The parts of a window for which nobody entered energy: only there may meters count. */
export function withoutEntry(window: Stretch, production: readonly Production[]): Stretch[] {
  const entered = production
    .filter(({ energyKwh }) => energyKwh !== null)
    .sort((a, b) => a.from - b.from);
  const free: Stretch[] = [];
  let from = window.from;
  for (const made of entered) {
    if (made.from > from) free.push({ from, to: Math.min(made.from, window.to) });
    from = Math.max(from, made.to);
  }
  free.push({ from, to: window.to });
  return free.filter((each) => each.from < each.to);
}

/** Adds what was entered with production that ended in the window, and what meters say of the rest. */
export function countEnergy(
  made: readonly Production[],
  metered: readonly Metered[] | null,
  sums: Sums,
): void {
  const isMetered = metered === null || metered.some(({ kwh }) => kwh !== null);
  for (const { energyKwh } of made) {
    if (energyKwh !== null) {
      sums.withEnergy += 1n;
      sums.enteredEnergy += scaled(energyKwh, 6);
    } else if (!isMetered) {
      sums.withoutEnergy += 1n;
    }
  }
  if (metered === null) sums.metersUnreadable += 1n;
  for (const each of metered ?? []) countMeter(each, sums);
}

function countMeter(meter: Metered, sums: Sums): void {
  if (meter.kwh === null) {
    sums.metersSilent += 1n;
    return;
  }
  const used = BigInt(Math.round(meter.kwh * MILLIONTHS));
  sums[meter.source === 'counter' ? 'countedEnergy' : 'integratedEnergy'] += used;
  sums.metersRead += 1n;
  sums.meterEndsInterpolated += BigInt(meter.interpolated);
  sums.meterEndsNearest += BigInt(meter.nearest);
  sums.meterFalls += BigInt(meter.falls);
  sums.powerSilentMs += BigInt(meter.silentMs);
}
