import { OmitType } from '@nestjs/swagger';
import {
  AddMaintenanceRecord,
  FAILURE_LISTS,
  Instant,
  ListMaintenanceRecords,
  MaintenanceRecordView,
  Real,
  Text,
  TextList,
  Uuid,
} from '@libs/contracts';
import { Choice, type FailureList } from '@libs/contracts';

/** What was done. */
export class MaintenanceRecordBody extends OmitType(AddMaintenanceRecord, [
  'equipmentId',
] as const) {}

/** The same in the words of systems that keep a fleet. */
export class FleetRecordBody {
  @Text({ max: 50, example: 'oil_change' }) maintenance_type!: string;
  @Text({ max: 4000 }) description!: string;
  @Text({ max: 4000, optional: true }) description_ar?: string;
  @Text({ max: 120, optional: true }) performed_by?: string;
  @Text({ max: 40, optional: true, description: 'Without a zone it is UTC' }) performed_at?: string;
  @Real({ min: 0, optional: true }) cost?: number;
  @Text({ max: 4000, optional: true }) notes?: string;
  @TextList({ max: 100, optional: true }) parts_replaced?: string[];
}

/** What was done, also in the words of systems that keep a fleet. */
export class RecordAnswer extends MaintenanceRecordView {
  @Uuid() record_id!: string;
  @Uuid() equipment_id!: string;
  @Text({ max: 50 }) maintenance_type!: string;
  @Text({ max: 4000, nullable: true }) description_ar!: string | null;
  @Text({ max: 120 }) performed_by!: string;
  @Instant() performed_at!: string;
  @TextList({ max: 100 }) parts_replaced!: string[];
}

/** Which records of a piece of equipment. */
export class EquipmentRecordsQuery extends OmitType(ListMaintenanceRecords, [
  'equipmentId',
] as const) {}

/** One code of one list of ISO 14224. */
export class FailureCodeView {
  @Choice(FAILURE_LISTS) list!: FailureList;
  @Text({ max: 40 }) code!: string;
  @Text({ max: 200 }) label!: string;
  @Text({ max: 200 }) labelAr!: string;
}
