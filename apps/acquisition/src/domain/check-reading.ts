import { unitCodeOf, type Quality, type SensorKind } from '@libs/contracts';
import type { RefusedReading, SentReading } from './gateway-message.js';

/** A sensor as acquisition needs it. */
export interface KnownSensor {
  readonly sensorId: string;
  readonly equipmentId: string;
  readonly code: string;
  readonly key: string;
  readonly unit: string;
  readonly kind: SensorKind;
  readonly rangeMin: number | null;
  readonly rangeMax: number | null;
}

/** A reading that will be recorded. */
export interface AcceptedReading {
  readonly sensor: KnownSensor;
  readonly measuredAt: number;
  readonly value: number;
  readonly quality: Quality;
}

/** Which instants are believed. */
export interface ClockRules {
  readonly now: number;
  readonly earliest: number;
  readonly aheadMs: number;
}

/** Checks a reading against its sensor. One out of range is kept, as bad: it is evidence too. */
export function checkReading(
  reading: SentReading,
  sensor: KnownSensor | undefined,
  clock: ClockRules,
): AcceptedReading | RefusedReading {
  const { index, measuredAt, value, unit } = reading;
  const refuse = (reason: string): RefusedReading => ({ index, sensor: reading.sensor, reason });
  if (!sensor) return refuse(`The sensor ${reading.sensor} is not registered.`);
  if (unit !== undefined && unit !== sensor.unit && unitCodeOf(unit) !== sensor.unit) {
    return refuse(`unit is ${unit}, but the sensor measures in ${sensor.unit}.`);
  }
  if (measuredAt < clock.earliest) {
    return refuse(`at is ${new Date(measuredAt).toISOString()}: the clock was not set.`);
  }
  if (measuredAt > clock.now + clock.aheadMs) {
    return refuse(`at is ${Math.round((measuredAt - clock.now) / 1000)} s ahead of time.`);
  }
  const { rangeMin, rangeMax } = sensor;
  const outside =
    (rangeMin !== null && value < rangeMin) || (rangeMax !== null && value > rangeMax);
  return { sensor, measuredAt, value, quality: outside ? 'bad' : reading.quality };
}
