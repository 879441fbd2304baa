import { EventContract } from '../../envelope/event-contract.js';
import {
  CommandContract,
  QueryContract,
  Request,
  requestOf,
} from '../../envelope/request-contract.js';
import { Choice, Instant, Nested, Real, Text, Uuid, Whole } from '../../fields/kinds.js';
import { Json } from '../../fields/records.js';
import { ListRequest } from '../../paging.js';
import { byLanguage, GeoPoint } from '../equipment/equipment-details.js';

/** Levels of ISA-95, places in buildings and on land, and functional positions. */
export const LOCATION_KINDS = [
  'enterprise',
  'site',
  'area',
  'work_centre',
  'work_unit',
  'building',
  'floor',
  'room',
  'field',
  'position',
] as const;
export type LocationKind = (typeof LOCATION_KINDS)[number];

const optional = { optional: true } as const;
const clearable = { optional: true, nullable: true } as const;
const CODE = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;
const METADATA_BYTES = 16_384;

/** What a location is, all of it. */
export class LocationDraft {
  @Text({ max: 100, pattern: CODE, ...optional, description: 'Unique within the tenant' })
  code?: string;
  @Choice(LOCATION_KINDS) kind!: LocationKind;
  @Text({ max: 200, example: 'Pump house' }) name!: string;
  @byLanguage(200, optional) names?: Record<string, string>;
  @Uuid({ ...optional, description: 'The location that it is in' }) parentId?: string;
  @Nested(() => GeoPoint, optional) position?: GeoPoint;
  @Json({ bytes: METADATA_BYTES, ...optional }) metadata?: Record<string, unknown>;
}

/** A location as the registry tells it. */
export class LocationView extends LocationDraft {
  @Uuid() id!: string;
  @Whole({ min: 1, description: '1 for what stands in nothing' }) depth!: number;
  @Whole({ min: 1 }) version!: number;
  @Instant() createdAt!: string;
  @Instant() updatedAt!: string;
  @Instant(optional) deletedAt?: string;
}

/** Adds a location to the tree. */
@CommandContract('assets.register-location')
export class RegisterLocation extends requestOf<LocationView>()(LocationDraft) {}

/** Changes some of what a location is (JSON merge patch); with its parent, the branch moves. */
@CommandContract('assets.change-location')
export class ChangeLocation extends Request<LocationView> {
  @Uuid() locationId!: string;
  @Whole({ min: 1, max: 2_147_483_647, ...optional }) expectedVersion?: number;
  @Text({ max: 100, pattern: CODE, ...clearable }) code?: string | null;
  @Choice(LOCATION_KINDS, optional) kind?: LocationKind;
  @Text({ max: 200, ...optional }) name?: string;
  @byLanguage(200, clearable) names?: Record<string, string | null> | null;
  @Uuid(clearable) parentId?: string | null;
  @Nested(() => GeoPoint, clearable) position?: GeoPoint | null;
  @Json({ bytes: METADATA_BYTES, ...clearable }) metadata?: Record<string, unknown> | null;
}

/** Takes a location out of the tree; refused while anything is in it. */
@CommandContract('assets.remove-location')
export class RemoveLocation extends Request<LocationView> {
  @Uuid() locationId!: string;
  @Whole({ min: 1, max: 2_147_483_647, ...optional }) expectedVersion?: number;
}

/** Asks for one location. */
@QueryContract('assets.get-location')
export class GetLocation extends Request<LocationView> {
  @Uuid() locationId!: string;
}

/** Asks for locations, in the order of the tree; with `near`, the nearest first. */
@QueryContract('assets.list-locations')
export class ListLocations extends ListRequest<LocationView> {
  @Choice(LOCATION_KINDS, optional) kind?: LocationKind;
  @Text({ max: 100, ...optional, description: 'Exact code' }) code?: string;
  @Text({ max: 200, ...optional, description: 'Part of code or name' }) search?: string;
  @Uuid({ ...optional, description: 'Directly in this location' }) parentId?: string;
  @Uuid({ ...optional, description: 'This location and all below it' }) under?: string;
  @Text({ max: 100, ...optional, description: 'west,south,east,north' }) bbox?: string;
  @Text({ max: 60, ...optional, description: 'latitude,longitude' }) near?: string;
  @Real({ min: 1, max: 20_100_000, ...optional, description: 'Metres; goes with near' })
  radius?: number;
}

abstract class LocationEvent extends LocationDraft {
  @Uuid() locationId!: string;
  @Whole({ min: 1 }) depth!: number;
  @Whole({ min: 1 }) version!: number;
  @Instant() createdAt!: string;
  @Instant() updatedAt!: string;
  @Instant(optional) deletedAt?: string;
}

/** A location was added to the tree. */
@EventContract('assets.location.registered.v1')
export class LocationRegistered extends LocationEvent {}

/** A location is another now, or stands elsewhere in the tree. */
@EventContract('assets.location.changed.v1')
export class LocationChanged extends LocationEvent {}

/** A location left the tree. */
@EventContract('assets.location.removed.v1')
export class LocationRemoved extends LocationEvent {}
