import { maxReadingsPerMessage, type Content, type Series } from './gateway-client/index.js';
import type { Sample } from './signals.js';

/** How many instants of so many sensors fit into one message. */
export function instantsPerMessage(sensors: number): number {
  return Math.max(1, Math.floor(maxReadingsPerMessage / sensors));
}

/** One instant goes out as readings; several, as after an absence, in the compact form by sensor. */
export function contentOf(
  instants: readonly (readonly [at: number, samples: readonly Sample[]])[],
): Content {
  const [only, ...more] = instants;
  if (only && more.length === 0) {
    const at = new Date(only[0]).toISOString();
    return { readings: only[1].map(({ sensor, value }) => ({ sensor: sensor.code, at, value })) };
  }
  const series = new Map<string, Series & { points: [number, number][] }>();
  for (const [at, samples] of instants) {
    for (const { sensor, value } of samples) {
      const known = series.get(sensor.code);
      if (known) known.points.push([at, value]);
      else
        series.set(sensor.code, { sensor: sensor.code, unit: sensor.unit, points: [[at, value]] });
    }
  }
  return { series: [...series.values()] };
}
