import { byLanguage } from '../assets/equipment/equipment-details.js';
import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import { Choice, Instant, ListOf, Nested, Text, Uuid } from '../fields/kinds.js';
import { Decimal } from '../fields/records.js';
import { PageRequest } from '../paging.js';
import { WORK_ORDER_KINDS, type WorkOrderKind } from '../words.js';
import { codesOf } from './failure-codes.js';

const DESCRIPTIONS = { optional: true, description: 'The description by language, e.g. ar' };

/** What failed and why, in codes of ISO 14224. */
export class FailureRecord {
  @Choice(codesOf('mode'), { example: 'VIB' }) mode!: string;
  @Choice(codesOf('mechanism')) mechanism!: string;
  @Choice(codesOf('cause')) cause!: string;
  @Choice(codesOf('detection_method')) detectionMethod!: string;
  @Choice(codesOf('effect')) effect!: string;
  @Choice(codesOf('remedy')) remedy!: string;
}

/** A part that was replaced. */
export class ReplacedPart {
  @Text({ max: 200 }) name!: string;
  @Text({ max: 60, optional: true }) number?: string;
  @Decimal({ optional: true }) quantity?: string;
}

/** What a maintenance record holds; it never changes. */
export abstract class MaintenanceRecordFields {
  @Uuid() equipmentId!: string;
  @Text({ max: 50, example: 'oil_change' }) maintenanceType!: string;
  @Text({ max: 4000 }) description!: string;
  @Text({ max: 120 }) performedBy!: string;
  @Instant() performedAt!: string;
  @byLanguage(4000, DESCRIPTIONS) descriptions?: Record<string, string>;
  @Decimal({ optional: true }) cost?: string;
  @Text({ max: 3, pattern: /^[A-Z]{3}$/, optional: true, description: 'ISO 4217' })
  currency?: string;
  @Text({ max: 4000, optional: true }) notes?: string;
  @ListOf(() => ReplacedPart, { max: 100, optional: true }) replacedParts?: ReplacedPart[];
  @Choice(WORK_ORDER_KINDS, { optional: true }) kind?: WorkOrderKind;
  @Nested(() => FailureRecord, { optional: true }) failure?: FailureRecord;
  @Uuid({ optional: true }) workOrderId?: string;
  @Uuid({ optional: true, description: 'The record that this one corrects' }) corrects?: string;
}

/** What was done at a piece of equipment. */
export class MaintenanceRecordView extends MaintenanceRecordFields {
  @Uuid() id!: string;
  @Text({ max: 120 }) recordedBy!: string;
  @Instant() recordedAt!: string;
}

/** Records maintenance that no work order led to, or corrects a record. */
@CommandContract('maintenance.add-maintenance-record')
export class AddMaintenanceRecord extends Request<MaintenanceRecordView> {
  @Uuid() equipmentId!: string;
  @Text({ max: 50, example: 'oil_change' }) maintenanceType!: string;
  @Text({ max: 4000 }) description!: string;
  @byLanguage(4000, DESCRIPTIONS) descriptions?: Record<string, string>;
  @Text({ max: 120, optional: true, description: 'Else who records it' }) performedBy?: string;
  @Instant({ optional: true, description: 'Else now' }) performedAt?: string;
  @Decimal({ optional: true }) cost?: string;
  @Text({ max: 4000, optional: true }) notes?: string;
  @ListOf(() => ReplacedPart, { max: 100, optional: true }) replacedParts?: ReplacedPart[];
  @Nested(() => FailureRecord, { optional: true }) failure?: FailureRecord;
  @Uuid({ optional: true }) corrects?: string;
}

/** Asks for maintenance records, the latest first. */
@QueryContract('maintenance.list-maintenance-records')
export class ListMaintenanceRecords extends PageRequest<MaintenanceRecordView> {
  @Uuid({ optional: true }) equipmentId?: string;
  @Text({ max: 50, optional: true }) maintenanceType?: string;
  @Uuid({ optional: true }) workOrderId?: string;
  @Instant({ optional: true }) from?: string;
  @Instant({ optional: true, description: 'Up to, without it' }) to?: string;
}

/** Asks for one maintenance record. */
@QueryContract('maintenance.get-maintenance-record')
export class GetMaintenanceRecord extends Request<MaintenanceRecordView> {
  @Uuid() recordId!: string;
}
