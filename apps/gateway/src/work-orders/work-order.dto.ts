import { OmitType } from '@nestjs/swagger';
import { CancelWorkOrder, CompleteWorkOrder } from '@libs/contracts';

/** What was done. */
export class CompleteWorkOrderBody extends OmitType(CompleteWorkOrder, [
  'workOrderId',
  'expectedVersion',
] as const) {}

/** Why the work will not be done. */
export class CancelWorkOrderBody extends OmitType(CancelWorkOrder, [
  'workOrderId',
  'expectedVersion',
] as const) {}
