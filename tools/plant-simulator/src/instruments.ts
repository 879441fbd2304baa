import type { Duty } from './physics/duty.js';
import type { Quantity, Rating } from './physics/machine.js';
import type { Transmitter } from './physics/sensor.js';

/** A limit as the plant's engineers configure it. */
export interface Limit {
  readonly kind: 'high' | 'low';
  readonly threshold: number;
  readonly deadband: number;
  readonly onDelayMs: number;
  readonly offDelayMs: number;
  readonly severity: 'low' | 'medium' | 'high' | 'critical';
}

interface Instrument extends Transmitter {
  readonly name: string;
  readonly unit: string;
}

/** The transmitter a plant buys for a quantity; spans are sized to the machine's rating. */
export function transmitterOf(key: Quantity, rating: Rating): Instrument {
  const span = (rated: number, step: number) => Math.ceil((rated * 1.6) / step) * step;
  switch (key) {
    case 'vibration':
      return instrument('vibration velocity RMS', 'mm/s', 25, 0.03, 0.02, 3);
    case 'kurtosis':
      return instrument('vibration kurtosis', '1', 20, 0.03, 0.03, 2);
    case 'bearing-temperature':
      return { ...instrument('bearing temperature', 'Cel', 150, 0, 0.15, 2), rangeMin: -20 };
    case 'current':
      return instrument('motor current', 'A', span(rating.currentA, 10), 0.008, 0.05, 2);
    case 'discharge-pressure':
      return instrument('discharge pressure', 'bar', span(rating.pressureBar, 2), 0.004, 0.005, 3);
    case 'flow':
      return instrument('flow', 'm3/h', span(rating.flowM3H, 20), 0.006, 0.05, 2);
    case 'speed':
      return instrument('belt speed', 'm/s', span(rating.speedMS, 1), 0.004, 0.002, 3);
  }
}

/**
 * Vibration by ISO 10816-1: the alert at the zone boundary B/C of large machines (4.5 mm/s), the alarm at C/D of medium
 * ones (7.1 mm/s), where damage begins; temperature by what rolling bearing greases bear.
 */
export function limitsOf(
  key: Quantity,
  rating: Rating,
  duty: Omit<Duty, 'cycleMs'>,
): readonly Limit[] {
  switch (key) {
    case 'vibration':
      return [high(4.5, 0.3, 'medium'), high(7.1, 0.4, 'critical')];
    case 'bearing-temperature':
      return [high(85, 2, 'medium'), high(95, 2, 'high')];
    case 'discharge-pressure':
      return duty.restShare > 0
        ? []
        : [low(rating.pressureBar * 0.75, rating.pressureBar * 0.03, 'high')];
    case 'current':
    case 'flow':
    case 'kurtosis':
    case 'speed':
      return [];
  }
}

const instrument = (
  name: string,
  unit: string,
  rangeMax: number,
  relativeNoise: number,
  absoluteNoise: number,
  decimals: number,
): Instrument => ({ name, unit, rangeMin: 0, rangeMax, relativeNoise, absoluteNoise, decimals });

const high = (threshold: number, deadband: number, severity: Limit['severity']): Limit => ({
  kind: 'high',
  threshold,
  deadband,
  onDelayMs: 4000,
  offDelayMs: 20_000,
  severity,
});

const low = (threshold: number, deadband: number, severity: Limit['severity']): Limit => ({
  ...high(round(threshold), round(deadband), severity),
  kind: 'low',
});

const round = (value: number) => Math.round(value * 100) / 100;
