import { Choice, Nested, Real, Text, Uuid, Whole } from '../../fields/kinds.js';
import { Json } from '../../fields/records.js';
import { SENSOR_KINDS, type SensorKind } from '../../words.js';
import { byLanguage, EquipmentPatch, GeoPoint } from '../equipment/equipment-details.js';
import { LIFECYCLES, type Lifecycle } from '../equipment/equipment-states.js';
import { LOCATION_KINDS, type LocationKind } from '../locations/location.js';

const optional = { optional: true } as const;
const clearable = { optional: true, nullable: true } as const;

/** A row of a table of equipment. */
export class EquipmentRow extends EquipmentPatch {
  @Text({ max: 50, ...clearable, description: 'The equipment it is part of, by code' })
  parentCode?: string | null;
  @Text({ max: 100, ...clearable, description: 'Where it stands, by code' })
  locationCode?: string | null;
  @Choice(LIFECYCLES, optional) lifecycle?: Lifecycle;
}

/** A row of a table of locations. */
export class LocationRow {
  @Text({ max: 100, ...optional }) code?: string;
  @Uuid({ ...optional, description: 'Names a location that has no code' }) id?: string;
  @Choice(LOCATION_KINDS, optional) kind?: LocationKind;
  @Text({ max: 200, ...optional }) name?: string;
  @byLanguage(200, clearable) names?: Record<string, string | null> | null;
  @Text({ max: 100, ...clearable, description: 'The location it is in, by code' })
  parentCode?: string | null;
  @Uuid({ ...clearable, description: 'The location it is in' }) parentId?: string | null;
  @Nested(() => GeoPoint, clearable) position?: GeoPoint | null;
  @Json({ bytes: 16_384, ...clearable }) metadata?: Record<string, unknown> | null;
}

/** A row of a table of sensors. */
export class SensorRow {
  @Text({ max: 120 }) code!: string;
  @Text({ max: 50, ...optional, description: 'What it is on, by code' }) equipmentCode?: string;
  @Uuid({ ...optional, description: 'What it is on' }) equipmentId?: string;
  @Text({ max: 60, ...optional }) key?: string;
  @Text({ max: 200, ...clearable }) name?: string | null;
  @Text({ max: 30, ...optional, description: 'UCUM code' }) unit?: string;
  @Choice(SENSOR_KINDS, optional) kind?: SensorKind;
  @Real(clearable) rangeMin?: number | null;
  @Real(clearable) rangeMax?: number | null;
  @Whole({ min: 1, max: 2_147_483_647, ...clearable }) expectedPeriodMs?: number | null;
}
