import { GeoPoint, Instant, Nested, Real, Text, Uuid, Whole } from '@libs/contracts';

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
