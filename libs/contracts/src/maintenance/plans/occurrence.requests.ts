import { byLanguage } from '../../assets/equipment/equipment-details.js';
import { CommandContract, QueryContract, Request } from '../../envelope/request-contract.js';
import { Choice, Flag, Instant, Nested, Real, Text, Uuid, Whole } from '../../fields/kinds.js';
import { PageRequest } from '../../paging.js';
import { SEVERITIES, type Severity } from '../../words.js';
import { ASKERS, OCCURRENCE_STATUSES, type Asker, type OccurrenceStatus } from './plan.words.js';

const optional = { optional: true } as const;
const nullable = { nullable: true } as const;

/** The prediction or inspection that asked for an occurrence. */
export class AskedBy {
  @Choice(ASKERS) kind!: Asker;
  @Uuid() id!: string;
}

/** Work that is due on one equipment, or will be. */
export abstract class DueWork {
  @Uuid() id!: string;
  @Text({ max: 200 }) title!: string;
  @Text({ max: 200, ...nullable }) team!: string | null;
  @Uuid() equipmentId!: string;
  @Text({ max: 200 }) equipmentName!: string;
  @Choice(OCCURRENCE_STATUSES) status!: OccurrenceStatus;
  @Instant(nullable) dueAt!: string | null;
  @Real(nullable) dueReading!: number | null;
  @Text({ max: 60, ...nullable }) sensorKey!: string | null;
  @Flag() overdue!: boolean;
  @Uuid(nullable) mergedInto!: string | null;
  @Text({ max: 1000, ...nullable }) reason!: string | null;
  @Uuid(nullable) workOrderId!: string | null;
  @Instant(nullable) endedAt!: string | null;
  @Nested(() => AskedBy, { optional: true }) askedBy?: AskedBy;
}

/** One time that a plan's work is due on one equipment. */
export class OccurrenceView extends DueWork {
  @Uuid() planId!: string;
  @Whole({ min: 1 }) planVersion!: number;
  @Text({ max: 40 }) key!: string;
}

/** Asks for occurrences, the soonest due first. */
@QueryContract('maintenance.list-plan-occurrences')
export class ListPlanOccurrences extends PageRequest<OccurrenceView> {
  @Uuid(optional) planId?: string;
  @Uuid(optional) equipmentId?: string;
  @Choice(OCCURRENCE_STATUSES, optional) status?: OccurrenceStatus;
  @Text({ max: 200, ...optional }) team?: string;
  @Uuid(optional) workOrderId?: string;
  @Instant({ ...optional, description: 'Due from then on' }) from?: string;
  @Instant({ ...optional, description: 'Due before then' }) until?: string;
}

/** Says that work will not be done this time. */
@CommandContract('maintenance.skip-plan-occurrence')
export class SkipPlanOccurrence extends Request<OccurrenceView> {
  @Uuid() occurrenceId!: string;
  @Text({ max: 1000 }) reason!: string;
}

/** Orders the work of an occurrence now. */
@CommandContract('maintenance.order-plan-occurrence')
export class OrderPlanOccurrence extends Request<OccurrenceView> {
  @Uuid() occurrenceId!: string;
}

/** Maintenance that is due before long, due or overdue. */
export class MaintenanceDueView {
  @Uuid({ description: 'The same as of its occurrence' }) id!: string;
  @Uuid() planId!: string;
  @Uuid() equipmentId!: string;
  @Text({ max: 200 }) equipmentName!: string;
  @Text({ max: 50 }) maintenanceType!: string;
  @Text({ max: 4000 }) description!: string;
  @byLanguage(4000, optional) descriptions?: Record<string, string>;
  @Choice(SEVERITIES) priority!: Severity;
  @Choice(['due_soon', 'due', 'overdue', 'ordered'])
  status!: 'due_soon' | 'due' | 'overdue' | 'ordered';
  @Instant(nullable) dueAt!: string | null;
  @Real({ ...nullable, description: 'Meter reading at which it is due' })
  dueHours!: number | null;
  @Flag() isOverdue!: boolean;
  @Uuid(nullable) workOrderId!: string | null;
  @Instant() createdAt!: string;
}

/** Asks for maintenance that is due, the overdue and the soonest first. */
@QueryContract('maintenance.list-maintenance-dues')
export class ListMaintenanceDues extends PageRequest<MaintenanceDueView> {
  @Choice(['true', 'false'], optional) overdue?: 'true' | 'false';
  @Choice(SEVERITIES, optional) priority?: Severity;
  @Uuid(optional) equipmentId?: string;
}
