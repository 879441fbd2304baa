import {
  Choice,
  GeoPoint,
  Instant,
  ListOf,
  Nested,
  QUALITIES,
  Real,
  SeriesPoint,
  Text,
  Uuid,
  Whole,
  type Quality,
} from '@libs/contracts';

/** What a vehicle tells of itself. */
export class TelemetryBody {
  @Real({ min: 0, max: 100, optional: true, description: 'Fuel level in percent' })
  fuelPercent?: number;
  @Real({ min: 0, max: 10_000_000, optional: true, description: 'Operating hours' }) hours?: number;
  @Nested(() => GeoPoint, { optional: true }) position?: GeoPoint;
  @Instant({ optional: true, description: 'Default: now' }) at?: string;
}

/** What became of it: readings go the way of a gateway's. */
export class TelemetryReceipt {
  @Uuid() equipmentId!: string;
  @Whole({ min: 0 }) readings!: number;
  @Text({ max: 60, description: 'Follow it at /api/v1/traces/{correlationId}', optional: true })
  correlationId?: string;
}

/** Of which range to tell the signals of a vehicle; the last day by default. */
export class ListTelemetry {
  @Instant({ optional: true, description: 'Default: one day before `to`' }) from?: string;
  @Instant({ optional: true, description: 'Default: now' }) to?: string;
  @Whole({ min: 2, max: 1000, optional: true, default: 100 }) maxPoints?: number;
}

/** What a signal was last. */
export class TelemetryValue {
  @Real() value!: number;
  @Text({ max: 30 }) unit!: string;
  @Choice(QUALITIES) quality!: Quality;
  @Instant() measured_at!: string;
}

/** Where a vehicle was last. */
export class TelemetryPosition extends GeoPoint {
  @Instant() measured_at!: string;
}

/** What a signal was in the range. */
export class TelemetrySeries {
  @Text({ max: 60 }) key!: string;
  @Text({ max: 30 }) unit!: string;
  @ListOf(() => SeriesPoint, { max: 1000 }) points!: SeriesPoint[];
}

/** What a vehicle told of itself, in the words of systems that keep a fleet. */
export class Telemetry {
  @Uuid() equipment_id!: string;
  @Nested(() => TelemetryValue, { nullable: true }) fuel_level!: TelemetryValue | null;
  @Nested(() => TelemetryValue, { nullable: true }) operating_hours!: TelemetryValue | null;
  @Nested(() => TelemetryPosition, { nullable: true }) position!: TelemetryPosition | null;
  @ListOf(() => TelemetrySeries, { max: 2 }) series!: TelemetrySeries[];
}
