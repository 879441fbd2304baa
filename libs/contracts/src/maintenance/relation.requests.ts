import { EventContract } from '../envelope/event-contract.js';
import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import { Choice, Instant, Text, Uuid } from '../fields/kinds.js';
import { PageRequest } from '../paging.js';
import { RELATION_KINDS, WORK_ORDER_STATUSES } from '../words.js';
import type { RelationKind, WorkOrderStatus } from '../words.js';
import { WorkOrderEvent } from './work-order.events.js';

/** What a work order is to another, seen from the first. */
export class WorkOrderRelationView {
  @Uuid() workOrderId!: string;
  @Choice(RELATION_KINDS) kind!: RelationKind;
  @Uuid({ description: 'The other work order' }) otherId!: string;
  @Text({ max: 20 }) number!: string;
  @Text({ max: 200 }) title!: string;
  @Choice(WORK_ORDER_STATUSES) status!: WorkOrderStatus;
  @Text({ max: 120 }) by!: string;
  @Instant() at!: string;
}

/** What relating two work orders names. */
abstract class RelationStep extends Request<WorkOrderRelationView> {
  @Uuid() workOrderId!: string;
  @Choice(RELATION_KINDS, { description: 'What the work order is to the other' })
  kind!: RelationKind;
  @Uuid() otherId!: string;
}

/** Says what a work order is to another; refused where that would go round in a circle. */
@CommandContract('maintenance.relate-work-order')
export class RelateWorkOrder extends RelationStep {}

/** Says that a work order is no longer that to the other. */
@CommandContract('maintenance.unrelate-work-order')
export class UnrelateWorkOrder extends RelationStep {}

/** Asks to which others a work order is related, and how. */
@QueryContract('maintenance.list-work-order-relations')
export class ListWorkOrderRelations extends PageRequest<WorkOrderRelationView> {
  @Uuid() workOrderId!: string;
}

/** What events of relations tell. */
abstract class RelationEvent extends WorkOrderEvent {
  @Choice(RELATION_KINDS) kind!: RelationKind;
  @Uuid() otherId!: string;
  @Text({ max: 20 }) otherNumber!: string;
  @Text({ max: 120 }) by!: string;
}

/** A work order is something to another. */
@EventContract('maintenance.work_order.related.v1')
export class WorkOrderRelated extends RelationEvent {}

/** A work order is no longer something to another. */
@EventContract('maintenance.work_order.unrelated.v1')
export class WorkOrderUnrelated extends RelationEvent {}
