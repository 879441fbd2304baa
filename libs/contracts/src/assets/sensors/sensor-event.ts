import { Choice, Instant, Real, Text, Uuid, Whole } from '../../fields/kinds.js';
import { SENSOR_KINDS, type SensorKind } from '../../words.js';

const optional = { optional: true } as const;

/** What every event of a sensor tells: all of it as it is now. */
export abstract class SensorEvent {
  @Uuid() sensorId!: string;
  @Uuid() equipmentId!: string;
  @Text({ max: 120 }) code!: string;
  @Text({ max: 60 }) key!: string;
  @Text({ max: 200, ...optional }) name?: string;
  @Text({ max: 30 }) unit!: string;
  @Choice(SENSOR_KINDS) kind!: SensorKind;
  @Real(optional) rangeMin?: number;
  @Real(optional) rangeMax?: number;
  @Whole({ min: 1, ...optional }) expectedPeriodMs?: number;
  @Whole({ min: 1, ...optional }) version?: number;
  @Instant(optional) createdAt?: string;
  @Instant(optional) updatedAt?: string;
  @Instant(optional) retiredAt?: string;
}
