import { Choice, Instant, Real, Text, Uuid, Whole } from '../../fields/kinds.js';
import { CommandContract, QueryContract, Request } from '../../envelope/request-contract.js';
import { ListRequest } from '../../paging.js';
import { SENSOR_KINDS, type SensorKind } from '../../words.js';

const SENSOR_CODE = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;

/** What a sensor is, wherever it is told. */
export class SensorFields {
  @Text({
    max: 120,
    pattern: SENSOR_CODE,
    example: 'P-101.vibration',
    description: 'The name gateways use; unique within the tenant',
  })
  code!: string;
  @Text({ max: 60, pattern: /^[a-z0-9_-]+$/, example: 'vibration' }) key!: string;
  @Text({ max: 200, optional: true }) name?: string;
  @Text({ max: 30, example: 'mm/s', description: 'UCUM code' }) unit!: string;
  @Choice(SENSOR_KINDS, { optional: true, default: 'gauge' }) kind?: SensorKind;
  @Real({ optional: true, description: 'Readings below are refused' }) rangeMin?: number;
  @Real({ optional: true, description: 'Readings above are refused' }) rangeMax?: number;
  @Whole({ min: 1, max: 2_147_483_647, optional: true, description: 'Usual time between readings' })
  expectedPeriodMs?: number;
}

/** A sensor as the registry tells it. */
export class SensorView extends SensorFields {
  @Uuid() id!: string;
  @Uuid() equipmentId!: string;
  @Instant() createdAt!: string;
  @Instant({ optional: true }) updatedAt?: string;
  @Instant({ optional: true, description: 'Since when it is not in use' }) retiredAt?: string;
  @Whole({ min: 1, optional: true }) version?: number;
}

/** Registers a sensor on a piece of equipment; its code is unique within the tenant. */
@CommandContract('assets.register-sensor')
export class RegisterSensor extends Request<SensorView> {
  @Uuid() equipmentId!: string;
  @Text({ max: 120, pattern: SENSOR_CODE, example: 'P-101.vibration' }) code!: string;
  @Text({ max: 60, pattern: /^[a-z0-9_-]+$/, example: 'vibration' }) key!: string;
  @Text({ max: 200, optional: true }) name?: string;
  @Text({ max: 30, example: 'mm/s', description: 'UCUM code, or a common spelling such as °C' })
  unit!: string;
  @Choice(SENSOR_KINDS, { optional: true, default: 'gauge' }) kind?: SensorKind;
  @Real({ optional: true }) rangeMin?: number;
  @Real({ optional: true }) rangeMax?: number;
  @Whole({ min: 1, max: 2_147_483_647, optional: true }) expectedPeriodMs?: number;
}

const clearable = { optional: true, nullable: true } as const;

/** Changes some of what a sensor is (JSON merge patch); its code and equipment stay. */
@CommandContract('assets.change-sensor')
export class ChangeSensor extends Request<SensorView> {
  @Uuid() sensorId!: string;
  @Whole({ min: 1, max: 2_147_483_647, optional: true }) expectedVersion?: number;
  @Text({ max: 200, ...clearable }) name?: string | null;
  @Text({ max: 30, optional: true, description: 'UCUM code' }) unit?: string;
  @Choice(SENSOR_KINDS, { optional: true }) kind?: SensorKind;
  @Real(clearable) rangeMin?: number | null;
  @Real(clearable) rangeMax?: number | null;
  @Whole({ min: 1, max: 2_147_483_647, ...clearable }) expectedPeriodMs?: number | null;
}

/** Takes a sensor out of use; its readings are kept and new ones are refused. */
@CommandContract('assets.retire-sensor')
export class RetireSensor extends Request<SensorView> {
  @Uuid() sensorId!: string;
  @Whole({ min: 1, max: 2_147_483_647, optional: true }) expectedVersion?: number;
}

/** Asks for one sensor. */
@QueryContract('assets.get-sensor')
export class GetSensor extends Request<SensorView> {
  @Uuid() sensorId!: string;
}

/** Asks for sensors, all or those of one piece of equipment. */
@QueryContract('assets.list-sensors')
export class ListSensors extends ListRequest<SensorView> {
  @Uuid({ optional: true }) equipmentId?: string;
  @Text({ max: 120, optional: true }) code?: string;
  @Choice(['true', 'false'], { optional: true, default: 'false', description: 'Also retired ones' })
  retired?: string;
}
