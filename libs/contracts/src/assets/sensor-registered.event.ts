import { EventContract } from '../envelope/event-contract.js';
import { Choice, Real, Text, Uuid, Whole } from '../fields/kinds.js';
import { SENSOR_KINDS, type SensorKind } from '../words.js';

/** A sensor entered the registry: from here on its readings are accepted. */
@EventContract('assets.sensor.registered.v1')
export class SensorRegistered {
  @Uuid() sensorId!: string;
  @Uuid() equipmentId!: string;
  @Text({ max: 120 }) code!: string;
  @Text({ max: 60 }) key!: string;
  @Text({ max: 30 }) unit!: string;
  @Choice(SENSOR_KINDS) kind!: SensorKind;
  @Real({ optional: true }) rangeMin?: number;
  @Real({ optional: true }) rangeMax?: number;
  @Whole({ min: 1, optional: true }) expectedPeriodMs?: number;
}
