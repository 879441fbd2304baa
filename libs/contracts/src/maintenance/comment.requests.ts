import { EventContract } from '../envelope/event-contract.js';
import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import { Instant, Text, Uuid } from '../fields/kinds.js';
import { PageRequest } from '../paging.js';
import { WorkOrderEvent } from './work-order.events.js';

/** What somebody wrote about a work order; it is never changed. */
export class WorkOrderCommentView {
  @Uuid() id!: string;
  @Uuid() workOrderId!: string;
  @Text({ max: 4000 }) text!: string;
  @Text({ max: 120 }) by!: string;
  @Text({ max: 120 }) actor!: string;
  @Instant() at!: string;
}

/** Writes something about a work order, whatever its state. */
@CommandContract('maintenance.comment-on-work-order')
export class CommentOnWorkOrder extends Request<WorkOrderCommentView> {
  @Uuid() workOrderId!: string;
  @Text({ max: 4000 }) text!: string;
}

/** Asks what was written about a work order, newest first. */
@QueryContract('maintenance.list-work-order-comments')
export class ListWorkOrderComments extends PageRequest<WorkOrderCommentView> {
  @Uuid() workOrderId!: string;
}

/** Somebody wrote something about a work order. */
@EventContract('maintenance.work_order.commented.v1')
export class WorkOrderCommented extends WorkOrderEvent {
  @Uuid() commentId!: string;
  @Text({ max: 4000 }) comment!: string;
  @Text({ max: 120 }) commentedBy!: string;
}
