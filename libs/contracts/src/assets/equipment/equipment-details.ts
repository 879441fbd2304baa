import { Choice, Instant, Nested, Real, Text, Uuid, Whole } from '../../fields/kinds.js';
import { Day, Decimal, Json, TextRecord } from '../../fields/records.js';
import type { FieldOptions } from '../../fields/field.js';
import { CRITICALITIES, type Criticality } from '../../words.js';
import { EQUIPMENT_LEVELS, type EquipmentLevel } from './equipment-states.js';

const CODE = /^[A-Z0-9-]+$/;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const SYSTEM = /^[a-z0-9][a-z0-9_.-]{0,49}$/;

/** A point on the globe, WGS 84. */
export class GeoPoint {
  @Real({ min: -90, max: 90 }) latitude!: number;
  @Real({ min: -180, max: 180 }) longitude!: number;
}

/** Texts by language, beside the text in the default language. */
export const byLanguage = (length: number, options: FieldOptions = {}): PropertyDecorator =>
  TextRecord({ max: 20, keys: LANGUAGE, length, ...options });

/** The fields of equipment and what each may hold; declared once for all contracts. */
export const equipmentField = {
  code: (o: FieldOptions = {}) => Text({ max: 50, pattern: CODE, example: 'P-101', ...o }),
  name: (o: FieldOptions = {}) => Text({ max: 200, example: 'Feed water pump 1', ...o }),
  names: (o: FieldOptions = {}) =>
    byLanguage(200, { description: 'The name by language, e.g. ar', ...o }),
  description: (o: FieldOptions = {}) => Text({ max: 4000, ...o }),
  descriptions: (o: FieldOptions = {}) => byLanguage(4000, o),
  class: (o: FieldOptions = {}) =>
    Text({ max: 100, description: 'Class of ISO 14224, e.g. centrifugal_pump', ...o }),
  level: (o: FieldOptions = {}) => Choice(EQUIPMENT_LEVELS, o),
  criticality: (o: FieldOptions = {}) => Choice(CRITICALITIES, o),
  manufacturer: (o: FieldOptions = {}) => Text({ max: 200, ...o }),
  model: (o: FieldOptions = {}) => Text({ max: 200, ...o }),
  serialNumber: (o: FieldOptions = {}) => Text({ max: 200, ...o }),
  assetNumber: (o: FieldOptions = {}) => Text({ max: 100, ...o }),
  externalIds: (o: FieldOptions = {}) =>
    TextRecord({
      max: 20,
      keys: SYSTEM,
      length: 100,
      description: 'What other systems call it, by system; unique within each',
      ...o,
    }),
  year: (o: FieldOptions = {}) => Whole({ min: 1800, max: 2200, ...o }),
  purchasedOn: (o: FieldOptions = {}) => Day(o),
  purchasePrice: (o: FieldOptions = {}) => Decimal({ description: 'Exact decimal as text', ...o }),
  purchaseCurrency: (o: FieldOptions = {}) =>
    Text({ min: 3, max: 3, pattern: /^[A-Z]{3}$/, description: 'ISO 4217', ...o }),
  specifications: (o: FieldOptions = {}) => Json({ bytes: 16_384, ...o }),
  metadata: (o: FieldOptions = {}) => Json({ bytes: 16_384, ...o }),
  installedAt: (o: FieldOptions = {}) => Instant(o),
  parentId: (o: FieldOptions = {}) => Uuid({ description: 'The equipment it is part of', ...o }),
  locationId: (o: FieldOptions = {}) => Uuid({ description: 'Where it stands', ...o }),
  position: (o: FieldOptions = {}) => Nested(() => GeoPoint, o),
  lastMaintenanceAt: (o: FieldOptions = {}) => Instant(o),
  nextMaintenanceAt: (o: FieldOptions = {}) => Instant(o),
  nextMaintenanceHours: (o: FieldOptions = {}) =>
    Real({ min: 0, max: 10_000_000, description: 'Due at this count of operating hours', ...o }),
  declaredEfficiency: (o: FieldOptions = {}) =>
    Real({ min: 0, max: 1000, description: 'In percent, as a person declared it', ...o }),
} as const;

const optional = { optional: true } as const;

/** What equipment is, wherever it is told; code, name and class are told beside. */
export class EquipmentDetails {
  @equipmentField.names(optional) names?: Record<string, string>;
  @equipmentField.description(optional) description?: string;
  @equipmentField.descriptions(optional) descriptions?: Record<string, string>;
  @equipmentField.level(optional) level?: EquipmentLevel;
  @equipmentField.manufacturer(optional) manufacturer?: string;
  @equipmentField.model(optional) model?: string;
  @equipmentField.serialNumber(optional) serialNumber?: string;
  @equipmentField.assetNumber(optional) assetNumber?: string;
  @equipmentField.externalIds(optional) externalIds?: Record<string, string>;
  @equipmentField.year(optional) year?: number;
  @equipmentField.purchasedOn(optional) purchasedOn?: string;
  @equipmentField.purchasePrice(optional) purchasePrice?: string;
  @equipmentField.purchaseCurrency(optional) purchaseCurrency?: string;
  @equipmentField.specifications(optional) specifications?: Record<string, unknown>;
  @equipmentField.metadata(optional) metadata?: Record<string, unknown>;
  @equipmentField.installedAt(optional) installedAt?: string;
  @equipmentField.parentId(optional) parentId?: string;
  @equipmentField.locationId(optional) locationId?: string;
  @equipmentField.position(optional) position?: GeoPoint;
  @equipmentField.lastMaintenanceAt(optional) lastMaintenanceAt?: string;
  @equipmentField.nextMaintenanceAt(optional) nextMaintenanceAt?: string;
  @equipmentField.nextMaintenanceHours(optional) nextMaintenanceHours?: number;
  @equipmentField.declaredEfficiency(optional) declaredEfficiency?: number;
}

const clearable = { optional: true, nullable: true } as const;

/** Changes to what equipment is, as a JSON merge patch: null takes a value away. */
export class EquipmentPatch {
  @equipmentField.code(optional) code?: string;
  @equipmentField.name(optional) name?: string;
  @equipmentField.class(optional) class?: string;
  @equipmentField.criticality(optional) criticality?: Criticality;
  @equipmentField.names(clearable) names?: Record<string, string | null> | null;
  @equipmentField.description(clearable) description?: string | null;
  @equipmentField.descriptions(clearable) descriptions?: Record<string, string | null> | null;
  @equipmentField.level(clearable) level?: EquipmentLevel | null;
  @equipmentField.manufacturer(clearable) manufacturer?: string | null;
  @equipmentField.model(clearable) model?: string | null;
  @equipmentField.serialNumber(clearable) serialNumber?: string | null;
  @equipmentField.assetNumber(clearable) assetNumber?: string | null;
  @equipmentField.externalIds(clearable) externalIds?: Record<string, string | null> | null;
  @equipmentField.year(clearable) year?: number | null;
  @equipmentField.purchasedOn(clearable) purchasedOn?: string | null;
  @equipmentField.purchasePrice(clearable) purchasePrice?: string | null;
  @equipmentField.purchaseCurrency(clearable) purchaseCurrency?: string | null;
  @equipmentField.specifications(clearable) specifications?: Record<string, unknown> | null;
  @equipmentField.metadata(clearable) metadata?: Record<string, unknown> | null;
  @equipmentField.installedAt(clearable) installedAt?: string | null;
  @equipmentField.parentId(clearable) parentId?: string | null;
  @equipmentField.locationId(clearable) locationId?: string | null;
  @equipmentField.position(clearable) position?: GeoPoint | null;
  @equipmentField.lastMaintenanceAt(clearable) lastMaintenanceAt?: string | null;
  @equipmentField.nextMaintenanceAt(clearable) nextMaintenanceAt?: string | null;
  @equipmentField.nextMaintenanceHours(clearable) nextMaintenanceHours?: number | null;
  @equipmentField.declaredEfficiency(clearable) declaredEfficiency?: number | null;
}
