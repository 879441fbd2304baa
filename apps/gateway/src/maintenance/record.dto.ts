import { OmitType } from '@nestjs/swagger';
import { AddMaintenanceRecord, FAILURE_LISTS, ListMaintenanceRecords, Text } from '@libs/contracts';
import { Choice, type FailureList } from '@libs/contracts';

/** What was done. */
export class MaintenanceRecordBody extends OmitType(AddMaintenanceRecord, [
  'equipmentId',
] as const) {}

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
