import { Choice, Flag, Instant, ListOf, Text, TextList, Uuid, Whole } from '../fields/kinds.js';
import { Decimal } from '../fields/records.js';
import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import { ListRequest } from '../paging.js';
import { SEVERITIES, WORK_ORDER_KINDS, WORK_ORDER_STATUSES } from '../words.js';
import type { Severity, WorkOrderKind, WorkOrderStatus } from '../words.js';
import { TaskDefinition } from './task.requests.js';

/** A work order and what may be done with it now. */
export class WorkOrderView {
  @Uuid() id!: string;
  @Text({ max: 20 }) number!: string;
  @Uuid() equipmentId!: string;
  @Uuid({ nullable: true }) caseId!: string | null;
  @Choice(WORK_ORDER_KINDS) kind!: WorkOrderKind;
  @Choice(WORK_ORDER_STATUSES) status!: WorkOrderStatus;
  @Choice(SEVERITIES) priority!: Severity;
  @Text({ max: 200 }) title!: string;
  @Text({ max: 4000 }) description!: string;
  @Text({ max: 120, nullable: true }) assignee!: string | null;
  @Text({ max: 4000, nullable: true }) remedy!: string | null;
  @TextList({ max: 20, description: 'Actions that the state allows' }) allowedActions!: string[];
  @Whole({ min: 1 }) version!: number;
  @Instant() createdAt!: string;
  @Instant({ nullable: true }) assignedAt!: string | null;
  @Instant({ nullable: true }) startedAt!: string | null;
  @Instant({ nullable: true }) completedAt!: string | null;
  @Instant({ nullable: true }) closedAt!: string | null;
  @Uuid() correlationId!: string;
  @Instant({ optional: true, nullable: true }) detectedAt?: string | null;
  @Instant({ optional: true, nullable: true }) reportedAt?: string | null;
  @Instant({ optional: true, nullable: true, description: 'When a person first took it up' })
  acknowledgedAt?: string | null;
  @Instant({ optional: true, nullable: true }) approvedAt?: string | null;
  @Instant({ optional: true, nullable: true }) plannedStartAt?: string | null;
  @Instant({ optional: true, nullable: true }) plannedEndAt?: string | null;
  @Instant({ optional: true, nullable: true }) dueAt?: string | null;
  @Instant({ optional: true, nullable: true }) heldAt?: string | null;
  @Instant({ optional: true, nullable: true, description: 'When the equipment worked again' })
  restoredAt?: string | null;
  @Instant({ optional: true, nullable: true }) reopenableUntil?: string | null;
  @Text({ max: 120, optional: true, nullable: true }) crew?: string | null;
  @Decimal({ optional: true, nullable: true }) estimatedCost?: string | null;
  @Uuid({ optional: true, nullable: true }) planId?: string | null;
  @Uuid({ optional: true, nullable: true }) occurrenceId?: string | null;
  @Uuid({ optional: true, nullable: true }) inspectionId?: string | null;
  @Uuid({ optional: true, nullable: true }) workRequestId?: string | null;
  @TextList({ max: 20, optional: true, description: 'Skills that it needs' })
  requiredSkills?: string[];
  @Instant({ optional: true, nullable: true, description: 'When it was signed as it stands' })
  signedAt?: string | null;
}

/** Asks for work orders, newest first. */
@QueryContract('maintenance.list-work-orders')
export class ListWorkOrders extends ListRequest<WorkOrderView> {
  @Uuid({ optional: true }) equipmentId?: string;
  @Uuid({ optional: true }) caseId?: string;
  @Choice(WORK_ORDER_STATUSES, { optional: true }) status?: WorkOrderStatus;
  @Text({ max: 120, optional: true }) assignee?: string;
  @Choice(WORK_ORDER_KINDS, { optional: true }) kind?: WorkOrderKind;
  @Choice(SEVERITIES, { optional: true }) priority?: Severity;
}

/** Asks for one work order. */
@QueryContract('maintenance.get-work-order')
export class GetWorkOrder extends Request<WorkOrderView> {
  @Uuid() workOrderId!: string;
}

/** Orders work by hand. */
@CommandContract('maintenance.create-work-order')
export class CreateWorkOrder extends Request<WorkOrderView> {
  @Uuid() equipmentId!: string;
  @Choice(WORK_ORDER_KINDS) kind!: WorkOrderKind;
  @Choice(SEVERITIES) priority!: Severity;
  @Text({ max: 200 }) title!: string;
  @Text({ max: 4000, optional: true }) description?: string;
  @Flag({ optional: true, description: 'Not to be done yet: it has to be submitted first' })
  draft?: boolean;
  @Uuid({ optional: true, description: 'The case that the work is for' }) caseId?: string;
  @Decimal({ optional: true }) estimatedCost?: string;
  @Instant({ optional: true }) detectedAt?: string;
  @Instant({ optional: true }) dueAt?: string;
  @ListOf(() => TaskDefinition, { max: 200, optional: true, description: 'What is done, in order' })
  tasks?: TaskDefinition[];
}

/** Asks how many work orders there have been. */
@QueryContract('maintenance.count-work-orders')
export class CountWorkOrders extends Request<{ workOrders: number; activeWorkOrders: number }> {}
