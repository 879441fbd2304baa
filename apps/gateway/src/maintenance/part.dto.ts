import { OmitType } from '@nestjs/swagger';
import { AddLabour, AddService, NeedPart, ReceivePart, ReservePart } from '@libs/contracts';

/** How much came in, and at which cost. */
export class ReceivePartBody extends OmitType(ReceivePart, ['partId'] as const) {}

/** How many of which part. */
export class PartQuantityBody extends OmitType(ReservePart, ['workOrderId'] as const) {}

/** How many of which part, and when they come. */
export class PartNeedBody extends OmitType(NeedPart, ['workOrderId'] as const) {}

/** How long somebody worked, and at which rate. */
export class LabourBody extends OmitType(AddLabour, ['workOrderId'] as const) {}

/** What somebody from outside was paid. */
export class ServiceBody extends OmitType(AddService, ['workOrderId'] as const) {}
