import { EventContract } from '../envelope/event-contract.js';
import { Choice, Instant, Text, Uuid } from '../fields/kinds.js';
import { Decimal } from '../fields/records.js';
import { COST_KINDS, type CostKind } from './cost.requests.js';

/** A part is kept from now on. */
@EventContract('maintenance.part.added.v1')
export class PartAdded {
  @Uuid() partId!: string;
  @Text({ max: 60 }) number!: string;
  @Text({ max: 200 }) name!: string;
  @Decimal() unitCost!: string;
}

/** There is more of a part. */
@EventContract('maintenance.part.received.v1')
export class PartReceived {
  @Uuid() partId!: string;
  @Text({ max: 60 }) number!: string;
  @Decimal() quantity!: string;
  @Decimal() stock!: string;
  @Decimal() unitCost!: string;
}

/** What every event of parts at work tells. */
abstract class PartUseEvent {
  @Uuid() workOrderId!: string;
  @Uuid() equipmentId!: string;
  @Uuid() partId!: string;
  @Text({ max: 60 }) number!: string;
  @Decimal() quantity!: string;
  @Text({ max: 120 }) by!: string;
}

/** It was settled how many of a part the work needs. */
@EventContract('maintenance.part.needed.v1')
export class PartNeeded extends PartUseEvent {
  @Instant({ optional: true }) expectedAt?: string;
}

/** Parts were promised to work. */
@EventContract('maintenance.part.reserved.v1')
export class PartReserved extends PartUseEvent {}

/** Parts are no longer promised to work. */
@EventContract('maintenance.part.unreserved.v1')
export class PartUnreserved extends PartUseEvent {}

/** Parts were taken for work. */
@EventContract('maintenance.part.issued.v1')
export class PartIssued extends PartUseEvent {
  @Decimal({ optional: true, description: 'What the work used of this part cost by now' })
  cost?: string;
}

/** Parts came back from work. */
@EventContract('maintenance.part.returned.v1')
export class PartReturned extends PartUseEvent {
  @Decimal({ optional: true, description: 'What the work used of this part cost by now' })
  cost?: string;
}

/** Work cost something. */
@EventContract('maintenance.work_order.cost_added.v1')
export class WorkOrderCostAdded {
  @Uuid() workOrderId!: string;
  @Uuid() equipmentId!: string;
  @Choice(COST_KINDS) kind!: CostKind;
  @Decimal() amount!: string;
  @Text({ max: 3 }) currency!: string;
  @Text({ max: 500 }) text!: string;
  @Text({ max: 120 }) by!: string;
}
