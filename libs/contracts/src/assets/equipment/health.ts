import { EventContract } from '../../envelope/event-contract.js';
import { QueryContract, Request } from '../../envelope/request-contract.js';
import { Choice, Instant, ListOf, Nested, Real, Text, Uuid, Whole } from '../../fields/kinds.js';
import { PageRequest } from '../../paging.js';

/** From good to bad: 90 and above, 70, 40, and below. */
export const HEALTH_BANDS = ['normal', 'watch', 'degraded', 'critical'] as const;
export type HealthBand = (typeof HEALTH_BANDS)[number];

/** Why nothing is known: nobody measures, or nothing was ever heard. */
export const HEALTH_UNKNOWN_REASONS = ['no_sensors', 'never_heard'] as const;
export type HealthUnknownReason = (typeof HEALTH_UNKNOWN_REASONS)[number];

/** An open case, an open anomaly, or trouble that comes again. */
export const HEALTH_DRIVER_KINDS = ['case', 'anomaly', 'recurrence'] as const;
export type HealthDriverKind = (typeof HEALTH_DRIVER_KINDS)[number];

/** A signal that stands out in an anomaly. */
export class HealthSignal {
  @Text({ max: 60 }) sensorKey!: string;
  @Real({ min: 0, max: 1 }) share!: number;
}

/** Something that lowers the health index. */
export class HealthDriver {
  @Choice(HEALTH_DRIVER_KINDS) kind!: HealthDriverKind;
  @Uuid({ optional: true, description: 'Of the case or anomaly' }) id?: string;
  @Text({ max: 1000 }) text!: string;
  @Real({ min: 0, max: 100, description: 'How much higher the index would be without it' })
  points!: number;
  @Instant({ optional: true }) since?: string;
  @ListOf(() => HealthSignal, { max: 16, optional: true, description: 'The most first' })
  signals?: HealthSignal[];
}

/** How the health index moved in the days before. */
export class HealthTrend {
  @Whole({ min: 1 }) days!: number;
  @Real({ nullable: true, description: 'Change of the index; null where it was not known then' })
  change!: number | null;
}

/** How well a piece of equipment is, as a number. */
export class EquipmentHealthView {
  @Uuid() equipmentId!: string;
  @Whole({ min: 0, max: 100, nullable: true, description: 'Null where nothing is known' })
  index!: number | null;
  @Choice(HEALTH_BANDS, { nullable: true }) band!: HealthBand | null;
  @Choice(HEALTH_UNKNOWN_REASONS, { nullable: true, description: 'Why the index is null' })
  unknown!: HealthUnknownReason | null;
  @Text({ max: 60, description: 'The version of how it is reckoned' }) definition!: string;
  @Instant() at!: string;
  @ListOf(() => HealthDriver, { max: 50, description: 'What lowers it, the most first' })
  drivers!: HealthDriver[];
  @Nested(() => HealthTrend) trend!: HealthTrend;
}

/** Asks how well a piece of equipment is. */
@QueryContract('assets.get-equipment-health')
export class GetEquipmentHealth extends Request<EquipmentHealthView> {
  @Uuid() equipmentId!: string;
}

/** The health index from an instant on. */
export class HealthPoint {
  @Instant() at!: string;
  @Whole({ min: 0, max: 100, nullable: true }) index!: number | null;
  @Choice(HEALTH_BANDS, { nullable: true }) band!: HealthBand | null;
  @Text({ max: 60 }) definition!: string;
}

/** Asks how the health index of a piece of equipment moved, newest first. */
@QueryContract('assets.list-equipment-health')
export class ListEquipmentHealth extends PageRequest<HealthPoint> {
  @Uuid() equipmentId!: string;
  @Instant({ optional: true }) from?: string;
  @Instant({ optional: true }) to?: string;
}

/** The health index of a piece of equipment crossed from one band to another. */
@EventContract('assets.equipment.health_changed.v1')
export class EquipmentHealthChanged {
  @Uuid() equipmentId!: string;
  @Whole({ min: 0, max: 100, optional: true, description: 'Missing where nothing is known' })
  index?: number;
  @Choice(HEALTH_BANDS, { optional: true }) band?: HealthBand;
  @Choice(HEALTH_BANDS, { optional: true }) previousBand?: HealthBand;
  @Text({ max: 60 }) definition!: string;
  @Instant() since!: string;
  @ListOf(() => HealthDriver, { max: 50 }) drivers!: HealthDriver[];
}
