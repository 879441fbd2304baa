import type { SensorFault } from './faults.js';
import { drift, normal, stream, uniform } from './noise.js';

/** A transmitter: its span, its noise and the steps it reads in. */
export interface Transmitter {
  readonly rangeMin: number;
  readonly rangeMax: number;
  /** Deviation of the noise, as a share of the value and in units. */
  readonly relativeNoise: number;
  readonly absoluteNoise: number;
  readonly decimals: number;
}

const driftPeriodMs = 36 * 3_600_000;
const driftShareOfSpan = 0.002;

/** What a sound transmitter shows of a true value; beyond its span it saturates. */
export function measure(
  transmitter: Transmitter,
  noise: number,
  at: number,
  truth: number,
): number {
  const { rangeMin, rangeMax, relativeNoise, absoluteNoise, decimals } = transmitter;
  const shift =
    driftShareOfSpan * (rangeMax - rangeMin) * drift(stream(noise, 'drift'), at, driftPeriodMs);
  const deviation = Math.abs(truth) * relativeNoise + absoluteNoise;
  const shown = truth + shift + deviation * normal(noise, at);
  return round(Math.min(rangeMax, Math.max(rangeMin, shown)), decimals);
}

/** What a faulty transmitter shows in place of `shown`; nothing when it drops out. `frozen` is its value at the onset. */
export function distort(
  fault: SensorFault,
  transmitter: Transmitter,
  noise: number,
  at: number,
  shown: number,
  frozen: () => number,
): number | undefined {
  const chance = uniform(stream(noise, fault), at);
  switch (fault) {
    case 'flat-line':
      return frozen();
    case 'drop-outs':
      return chance < 0.7 ? undefined : shown;
    case 'spikes': {
      if (chance > 0.15) return shown;
      const { rangeMin, rangeMax, decimals } = transmitter;
      return round(rangeMin + (rangeMax - rangeMin) * (0.75 + chance), decimals);
    }
  }
}

function round(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}
