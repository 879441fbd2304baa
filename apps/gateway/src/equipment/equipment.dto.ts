import { OmitType } from '@nestjs/swagger';
import {
  AlarmView,
  AssignEquipment,
  ChangeEquipment,
  Choice,
  Day,
  Decimal,
  equipmentField,
  EquipmentView,
  Instant,
  LatestValueView,
  ListAssignments,
  ListEquipmentHealth,
  ListEquipmentHistory,
  ListOf,
  LocationView,
  MoveEquipment,
  Nested,
  Real,
  ReplaceEquipment,
  SetEquipmentState,
  STATUS_WORDS,
  Text,
  TextList,
  Uuid,
  Whole,
  GeoPoint,
} from '@libs/contracts';

const PATH = ['equipmentId', 'expectedVersion'] as const;

/** Changes to some of what a piece of equipment is. */
export class ChangeEquipmentBody extends OmitType(ChangeEquipment, PATH) {}

/** What a piece of equipment is to be, all of it. */
export class ReplaceEquipmentBody extends OmitType(ReplaceEquipment, [
  ...PATH,
  'code',
  'class',
] as const) {
  @equipmentField.code() code!: string;
  @equipmentField.class() class!: string;
}

/** How a piece of equipment is, by a status word, by facets, or both. */
export class SetEquipmentStateBody extends OmitType(SetEquipmentState, PATH) {}

/** Where a piece of equipment stands. */
export class MoveEquipmentBody extends OmitType(MoveEquipment, PATH) {}

/** Who is to look after a piece of equipment. */
export class AssignEquipmentBody extends OmitType(AssignEquipment, ['equipmentId'] as const) {}

/** Which part of a piece of equipment's history to list. */
export class ListHistory extends OmitType(ListEquipmentHistory, ['equipmentId'] as const) {}

/** Which part of the way of its health index to list. */
export class ListHealth extends OmitType(ListEquipmentHealth, ['equipmentId'] as const) {}

/** Which page of assignments to list. */
export class ListEquipmentAssignments extends OmitType(ListAssignments, ['equipmentId'] as const) {}

const toldAnyway = { nullable: true } as const;

/** Equipment with the names that other systems have for its fields; most of what is not known is left out. */
export class EquipmentAnswer extends OmitType(EquipmentView, [
  'description',
  'manufacturer',
  'model',
] as const) {
  @Text({ max: 200, description: 'The name in the language asked for' }) displayName!: string;
  @equipmentField.description(toldAnyway) description!: string | null;
  @equipmentField.manufacturer(toldAnyway) manufacturer!: string | null;
  @equipmentField.model(toldAnyway) model!: string | null;
  @Uuid() tenant_id!: string;
  @Choice(STATUS_WORDS, { optional: true, description: 'As asked by Prefer: status=…' })
  status?: string;
  @Uuid() equipment_id!: string;
  @Text({ max: 50 }) equipment_code!: string;
  @Text({ max: 200 }) equipment_name!: string;
  @Text({ max: 100 }) equipment_type!: string;
  @Text({ max: 200, optional: true }) name_ar?: string;
  @Text({ max: 200, optional: true }) brand?: string;
  @Text({ max: 100, optional: true }) asset_number?: string;
  @Text({ max: 200, optional: true }) serial_number?: string;
  @Day({ optional: true }) purchase_date?: string;
  @Decimal({ optional: true }) purchase_price?: string;
  @Uuid(toldAnyway) location_id!: string | null;
  @Text({ max: 16_384, optional: true }) field_id?: string;
  @Text({ max: 16_384, optional: true }) location_name?: string;
  @Text({ max: 200, optional: true }) qr_code?: string;
  @Real({ optional: true }) horsepower?: number;
  @Real({ optional: true }) fuel_capacity_liters?: number;
  @Real({ optional: true }) current_fuel_percent?: number;
  @Real({ optional: true }) current_hours?: number;
  @Real({ optional: true }) current_lat?: number;
  @Real({ optional: true }) current_lon?: number;
  @Instant({ optional: true }) last_maintenance_at?: string;
  @Instant({ optional: true }) next_maintenance_at?: string;
  @Real({ optional: true }) next_maintenance_hours?: number;
  @Instant({ optional: true }) created_at?: string;
  @Instant({ optional: true }) updated_at?: string;
  @Text({ max: 200, optional: true }) created_by?: string;
}

/** Equipment with where it is, what is wrong with it and what it measures. */
export class EquipmentDetail extends EquipmentAnswer {
  @Nested(() => LocationView, { nullable: true }) location!: LocationView | null;
  @Whole({ min: 0, nullable: true, description: 'Null while nobody can tell' })
  openAlarmCount!: number | null;
  @Whole({ min: 0, description: 'The same, 0 while nobody can tell' }) alert_count!: number;
  @ListOf(() => AlarmView, { max: 5, nullable: true, description: 'The newest ones' })
  openAlarms!: AlarmView[] | null;
  @ListOf(() => LatestValueView, { max: 1000, nullable: true })
  latestValues!: LatestValueView[] | null;
  @Nested(() => LatestValueView, { nullable: true, description: 'The newest of these' })
  latest_iot_data!: LatestValueView | null;
}

/** Where a piece of equipment stands. */
export class EquipmentPlace {
  @Uuid() equipmentId!: string;
  @Nested(() => LocationView, { nullable: true }) location!: LocationView | null;
  @Nested(() => GeoPoint, { nullable: true }) position!: GeoPoint | null;
  @Instant({ nullable: true }) positionAt!: string | null;
}

/** A class that equipment can be of. */
export class EquipmentClassView {
  @Text({ max: 100 }) class!: string;
  @Text({ max: 100 }) category!: string;
  @TextList({ max: 50, description: 'Other words for it' }) aliases!: string[];
}
