import {
  Choice,
  Instant,
  ListOf,
  Nested,
  Real,
  Text,
  TextList,
  Uuid,
  Whole,
} from '../../fields/kinds.js';
import {
  CommandContract,
  QueryContract,
  Request,
  requestOf,
} from '../../envelope/request-contract.js';
import { ListRequest, PageRequest } from '../../paging.js';
import {
  CRITICALITIES,
  type Criticality,
  OPERATING_STATES,
  type OperatingState,
} from '../../words.js';
import { equipmentField, EquipmentDetails, EquipmentPatch, GeoPoint } from './equipment-details.js';
import { EquipmentState } from './equipment-state.js';
import {
  CONNECTIVITIES,
  HEALTHS,
  HELD_FACETS,
  HISTORY_KINDS,
  LIFECYCLES,
  STATUS_WORDS,
  type Connectivity,
  type Health,
  type HeldFacet,
  type HistoryKind,
  type Lifecycle,
  type StatusWord,
} from './equipment-states.js';

const optional = { optional: true } as const;

/** A piece of equipment as the registry tells it. */
export class EquipmentView extends EquipmentState {
  @Uuid() id!: string;
  @Instant() createdAt!: string;
  @Instant() updatedAt!: string;
}

/** What a piece of equipment is to be, all of it. */
export class EquipmentDraft extends EquipmentDetails {
  @equipmentField.code({ ...optional, description: 'Unique; made from the name when left out' })
  code?: string;
  @equipmentField.name() name!: string;
  @equipmentField.class({ ...optional, default: 'unclassified' }) class?: string;
  @Choice(CRITICALITIES, { ...optional, default: 'C' }) criticality?: Criticality;
  @Choice(STATUS_WORDS, { ...optional, description: 'A status word of any system' })
  status?: StatusWord;
}

/** Registers a piece of equipment; its code is unique within the tenant. */
@CommandContract('assets.register-equipment')
export class RegisterEquipment extends requestOf<EquipmentView>()(EquipmentDraft) {
  @Choice(LIFECYCLES, { ...optional, default: 'in_service' }) lifecycle?: Lifecycle;
}

/** Changes some of what a piece of equipment is (JSON merge patch). */
@CommandContract('assets.change-equipment')
export class ChangeEquipment extends requestOf<EquipmentView>()(EquipmentPatch) {
  @Uuid() equipmentId!: string;
  @Whole({ min: 1, max: 2_147_483_647, ...optional }) expectedVersion?: number;
  @Choice(STATUS_WORDS, { ...optional, description: 'A status word of any system' })
  status?: StatusWord;
}

/** Replaces all of what a piece of equipment is; what is left out is taken away. */
@CommandContract('assets.replace-equipment')
export class ReplaceEquipment extends requestOf<EquipmentView>()(EquipmentDraft) {
  @Uuid() equipmentId!: string;
  @Whole({ min: 1, max: 2_147_483_647, ...optional }) expectedVersion?: number;
}

/** Takes a piece of equipment out of the lists; nothing that is known of it is lost. */
@CommandContract('assets.remove-equipment')
export class RemoveEquipment extends Request<EquipmentView> {
  @Uuid() equipmentId!: string;
  @Whole({ min: 1, max: 2_147_483_647, ...optional }) expectedVersion?: number;
}

/** Changes how a piece of equipment is: by a status word of any system, by facets, or both. */
@CommandContract('assets.set-equipment-state')
export class SetEquipmentState extends Request<EquipmentView> {
  @Uuid() equipmentId!: string;
  @Whole({ min: 1, max: 2_147_483_647, ...optional }) expectedVersion?: number;
  @Choice(STATUS_WORDS, optional) status?: StatusWord;
  @Choice(LIFECYCLES, optional) lifecycle?: Lifecycle;
  @Choice(OPERATING_STATES, optional) operating?: OperatingState;
  @Choice(CONNECTIVITIES, optional) connectivity?: Connectivity;
  @Choice(HEALTHS, optional) health?: Health;
  @TextList({
    max: 2,
    words: HELD_FACETS,
    description: 'Lets these facets follow what agents find again',
    ...optional,
  })
  release?: HeldFacet[];
  @Text({ max: 1000, ...optional }) reason?: string;
}

/** Notes where a piece of equipment stands: in a location, at a point, or both. */
@CommandContract('assets.move-equipment')
export class MoveEquipment extends Request<EquipmentView> {
  @Uuid() equipmentId!: string;
  @Whole({ min: 1, max: 2_147_483_647, ...optional }) expectedVersion?: number;
  @Uuid({ ...optional, nullable: true }) locationId?: string | null;
  @Nested(() => GeoPoint, optional) position?: GeoPoint;
  @Instant({ ...optional, description: 'Default: now' }) at?: string;
}

/** Asks for one piece of equipment. */
@QueryContract('assets.get-equipment')
export class GetEquipment extends Request<EquipmentView> {
  @Uuid() equipmentId!: string;
}

/** Orders that equipment can be listed in; a minus means downwards. */
export const EQUIPMENT_ORDERS = [
  'createdAt',
  '-createdAt',
  'updatedAt',
  '-updatedAt',
  'code',
  '-code',
  'name',
  '-name',
  'criticality',
  '-criticality',
  'number',
  '-number',
] as const;
export type EquipmentOrder = (typeof EQUIPMENT_ORDERS)[number];

/** Asks for equipment, newest first. */
@QueryContract('assets.list-equipment')
export class ListEquipment extends ListRequest<EquipmentView> {
  @Text({ max: 50, ...optional, description: 'Exact code' }) code?: string;
  @Text({ max: 200, ...optional, description: 'Part of code or name' }) search?: string;
  @Text({ max: 100, ...optional, description: 'A class, or a word for it' }) class?: string;
  @Choice(CRITICALITIES, optional) criticality?: Criticality;
  @Choice(STATUS_WORDS, { ...optional, description: 'A status word of any system' })
  status?: StatusWord;
  @Choice(LIFECYCLES, optional) lifecycle?: Lifecycle;
  @Choice(OPERATING_STATES, optional) operating?: OperatingState;
  @Choice(CONNECTIVITIES, optional) connectivity?: Connectivity;
  @Choice(HEALTHS, optional) health?: Health;
  @Uuid({ ...optional, description: 'In this location or below it' }) locationId?: string;
  @Uuid({ ...optional, description: 'Parts of this equipment' }) parentId?: string;
  @Whole({ min: 1, max: 2_147_483_647, ...optional }) number?: number;
  @Text({ max: 151, ...optional, pattern: /^[^:]+:.+$/, description: '`<system>:<value>`' })
  externalId?: string;
  @Text({ max: 200, ...optional, description: 'Assigned to this user or team' })
  assignee?: string;
  @Text({ max: 100, ...optional, description: 'west,south,east,north' }) bbox?: string;
  @Text({ max: 60, ...optional, description: 'latitude,longitude' }) near?: string;
  @Real({ min: 1, max: 20_100_000, ...optional, description: 'Metres; goes with near' })
  radius?: number;
  @Choice(EQUIPMENT_ORDERS, { ...optional, default: '-createdAt' }) sort?: EquipmentOrder;
  @Whole({ min: 0, max: 10_000_000, ...optional, description: 'Alias of page: rows to pass over' })
  skip?: number;
  @Whole({ min: 1, max: 1000, ...optional, description: 'Alias of pageSize' }) limit?: number;
}

/** How many there are of something. */
export class WordCount {
  @Text({ max: 100 }) word!: string;
  @Whole({ min: 0 }) count!: number;
}

/** How much equipment there is, by state and by class. */
export class EquipmentStats {
  @Whole({ min: 0 }) total!: number;
  @ListOf(() => WordCount, { max: 10_000 }) byClass!: WordCount[];
  @ListOf(() => WordCount, { max: 10 }) byOnlineStatus!: WordCount[];
  @ListOf(() => WordCount, { max: 10 }) byFleetStatus!: WordCount[];
  @ListOf(() => WordCount, { max: 10 }) byMachineStatus!: WordCount[];
  @ListOf(() => WordCount, { max: 10 }) byCriticality!: WordCount[];
  @ListOf(() => WordCount, { max: 10 }) byLifecycle!: WordCount[];
}

/** Asks how much equipment there is. */
@QueryContract('assets.count-equipment')
export class CountEquipment extends Request<EquipmentStats> {}

/** One change of how or where a piece of equipment is. */
export class HistoryEntry {
  @Uuid() id!: string;
  @Uuid() equipmentId!: string;
  @Choice(HISTORY_KINDS) kind!: HistoryKind;
  @Text({ max: 200, ...optional }) from?: string;
  @Text({ max: 200, ...optional }) to?: string;
  @Text({ max: 50, ...optional, description: 'The status word that was written' }) word?: string;
  @Text({ max: 1000, ...optional }) reason?: string;
  @Instant() at!: string;
  @Text({ max: 200 }) actor!: string;
}

/** Asks what happened to a piece of equipment, newest first. */
@QueryContract('assets.list-equipment-history')
export class ListEquipmentHistory extends PageRequest<HistoryEntry> {
  @Uuid() equipmentId!: string;
  @Choice(HISTORY_KINDS, optional) kind?: HistoryKind;
}

/** A QR tag of a piece of equipment. */
export class TagView {
  @Uuid() equipmentId!: string;
  @Text({ min: 22, max: 64, description: 'Cannot be guessed; unique everywhere' }) token!: string;
  @Instant() issuedAt!: string;
}

/** Asks for the tag of a piece of equipment. */
@QueryContract('assets.get-equipment-tag')
export class GetEquipmentTag extends Request<TagView> {
  @Uuid() equipmentId!: string;
}

/** Gives a piece of equipment a new tag; the old one finds nothing any more. */
@CommandContract('assets.rotate-equipment-tag')
export class RotateEquipmentTag extends Request<TagView> {
  @Uuid() equipmentId!: string;
}

/** Asks which equipment carries a tag. */
@QueryContract('assets.find-equipment-by-tag')
export class FindEquipmentByTag extends Request<EquipmentView> {
  @Text({ max: 100 }) token!: string;
}
