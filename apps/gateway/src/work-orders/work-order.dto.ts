import { OmitType } from '@nestjs/swagger';
import {
  AssignWorkOrder,
  CancelWorkOrder,
  CompleteWorkOrder,
  HoldWorkOrder,
  ListWorkOrderHistory,
  ScheduleWorkOrder,
} from '@libs/contracts';

const OF_PATH = ['workOrderId', 'expectedVersion'] as const;

/** What was done. */
export class CompleteWorkOrderBody extends OmitType(CompleteWorkOrder, OF_PATH) {}

/** Why the work will not be done. */
export class CancelWorkOrderBody extends OmitType(CancelWorkOrder, OF_PATH) {}

/** Why somebody decided against the work, or against its end. */
export class WorkOrderReasonBody extends OmitType(CancelWorkOrder, OF_PATH) {}

/** When the work is to be done, and by which crew. */
export class ScheduleWorkOrderBody extends OmitType(ScheduleWorkOrder, OF_PATH) {}

/** Who is to do the work. */
export class AssignWorkOrderBody extends OmitType(AssignWorkOrder, OF_PATH) {}

/** What the work waits for. */
export class HoldWorkOrderBody extends OmitType(HoldWorkOrder, OF_PATH) {}

/** Which page. */
export class WorkOrderPageQuery extends OmitType(ListWorkOrderHistory, ['workOrderId'] as const) {}
