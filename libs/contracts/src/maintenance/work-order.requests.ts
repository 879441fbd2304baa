import { Choice, Instant, Text, TextList, Uuid, Whole } from '../fields/kinds.js';
import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import { PageRequest } from '../paging.js';
import { SEVERITIES, WORK_ORDER_KINDS, WORK_ORDER_STATUSES } from '../words.js';
import type { Severity, WorkOrderKind, WorkOrderStatus } from '../words.js';

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
  @TextList({ max: 10, description: 'Actions that the state allows' }) allowedActions!: string[];
  @Whole({ min: 1 }) version!: number;
  @Instant() createdAt!: string;
  @Instant({ nullable: true }) assignedAt!: string | null;
  @Instant({ nullable: true }) startedAt!: string | null;
  @Instant({ nullable: true }) completedAt!: string | null;
  @Instant({ nullable: true }) closedAt!: string | null;
  @Uuid() correlationId!: string;
}

/** Asks for work orders, newest first. */
@QueryContract('maintenance.list-work-orders')
export class ListWorkOrders extends PageRequest<WorkOrderView> {
  @Uuid({ optional: true }) equipmentId?: string;
  @Uuid({ optional: true }) caseId?: string;
  @Choice(WORK_ORDER_STATUSES, { optional: true }) status?: WorkOrderStatus;
  @Text({ max: 120, optional: true }) assignee?: string;
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
}

/** What every step of a work order names; a stale `expectedVersion` is refused. */
abstract class WorkOrderStep extends Request<WorkOrderView> {
  @Uuid() workOrderId!: string;
  @Whole({ min: 1, optional: true }) expectedVersion?: number;
}

/** Takes a work order from the board: the first technician wins. */
@CommandContract('maintenance.claim-work-order')
export class ClaimWorkOrder extends WorkOrderStep {}

/** Gives a claimed work order back to the board. */
@CommandContract('maintenance.release-work-order')
export class ReleaseWorkOrder extends WorkOrderStep {}

/** Begins the work. */
@CommandContract('maintenance.start-work-order')
export class StartWorkOrder extends WorkOrderStep {}

/** Ends the work, telling what was done. */
@CommandContract('maintenance.complete-work-order')
export class CompleteWorkOrder extends WorkOrderStep {
  @Text({ max: 4000 }) remedy!: string;
}

/** Verifies finished work. */
@CommandContract('maintenance.close-work-order')
export class CloseWorkOrder extends WorkOrderStep {}

/** Calls work off before it began. */
@CommandContract('maintenance.cancel-work-order')
export class CancelWorkOrder extends WorkOrderStep {
  @Text({ max: 1000 }) reason!: string;
}

/** Asks how many work orders there have been. */
@QueryContract('maintenance.count-work-orders')
export class CountWorkOrders extends Request<{ workOrders: number; activeWorkOrders: number }> {}
