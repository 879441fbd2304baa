import { CommandContract, QueryContract, Request } from '../envelope/request-contract.js';
import { Choice, Instant, ListOf, Text, Uuid, Whole } from '../fields/kinds.js';
import { Decimal } from '../fields/records.js';
import { PageRequest } from '../paging.js';

/** What may make work cost something. */
export const COST_KINDS = ['labour', 'parts', 'services'] as const;
export type CostKind = (typeof COST_KINDS)[number];

/** One part that is kept, and how many of it there are. */
export class PartView {
  @Uuid() id!: string;
  @Text({ max: 60 }) number!: string;
  @Text({ max: 200 }) name!: string;
  @Text({ max: 30 }) unit!: string;
  @Decimal() unitCost!: string;
  @Decimal({ description: 'How much is there' }) stock!: string;
  @Decimal({ description: 'How much of that is promised to work' }) reserved!: string;
  @Whole({ min: 0, max: 3650, description: 'Days from order to delivery' }) leadTimeDays!: number;
}

/** Asks for parts, by number. */
@QueryContract('maintenance.list-parts')
export class ListParts extends PageRequest<PartView> {
  @Text({ max: 100, optional: true, description: 'In the number or the name' }) search?: string;
}

/** Asks for one part. */
@QueryContract('maintenance.get-part')
export class GetPart extends Request<PartView> {
  @Uuid() partId!: string;
}

/** Begins to keep a part. */
@CommandContract('maintenance.add-part')
export class AddPart extends Request<PartView> {
  @Text({ max: 60, example: '6310-2Z' }) number!: string;
  @Text({ max: 200, example: 'Deep groove ball bearing' }) name!: string;
  @Text({ max: 30, example: 'piece' }) unit!: string;
  @Decimal() unitCost!: string;
  @Whole({ min: 0, max: 3650, optional: true, default: 0 }) leadTimeDays?: number;
}

/** Puts more of a part on the shelf, at what it cost. */
@CommandContract('maintenance.receive-part')
export class ReceivePart extends Request<PartView> {
  @Uuid() partId!: string;
  @Decimal() quantity!: string;
  @Decimal({ optional: true, description: 'What one costs from now on' }) unitCost?: string;
}

/** What work has to do with a part: promised, taken, and brought back. */
export class PartUseView {
  @Uuid() workOrderId!: string;
  @Uuid() partId!: string;
  @Text({ max: 60 }) number!: string;
  @Text({ max: 200 }) name!: string;
  @Decimal() reserved!: string;
  @Decimal({ description: 'Taken and not brought back' }) used!: string;
  @Decimal({ description: 'What those that are used cost' }) cost!: string;
  @Decimal({ optional: true, description: 'How many the work needs in all' }) needed?: string;
  @Instant({ optional: true, nullable: true, description: 'When those that are missing come' })
  expectedAt?: string | null;
}

/** What a step with parts names. */
abstract class PartStep extends Request<PartUseView> {
  @Uuid() workOrderId!: string;
  @Uuid() partId!: string;
  @Decimal() quantity!: string;
}

/** Says how many of a part the work needs; without an instant, what is missing takes its lead time. */
@CommandContract('maintenance.need-part')
export class NeedPart extends PartStep {
  @Instant({ optional: true, description: 'When those that are missing come' })
  expectedAt?: string;
}

/** Promises parts to a work order; refused when there are not that many free. */
@CommandContract('maintenance.reserve-part')
export class ReservePart extends PartStep {}

/** Takes parts off the shelf for a work order, those that are promised to it first. */
@CommandContract('maintenance.issue-part')
export class IssuePart extends PartStep {}

/** Brings parts of a work order back to the shelf. */
@CommandContract('maintenance.return-part')
export class ReturnPart extends PartStep {}

/** Lets parts go that are promised to a work order. */
@CommandContract('maintenance.unreserve-part')
export class UnreservePart extends PartStep {}

/** One thing that work cost. */
export class CostEntryView {
  @Uuid() id!: string;
  @Uuid() workOrderId!: string;
  @Choice(COST_KINDS) kind!: CostKind;
  @Text({ max: 500 }) text!: string;
  @Decimal() amount!: string;
  @Whole({ min: 0, nullable: true }) minutes!: number | null;
  @Decimal({ nullable: true }) ratePerHour!: string | null;
  @Text({ max: 120 }) by!: string;
  @Instant() at!: string;
}

/** Records how long somebody worked, and at which rate. */
@CommandContract('maintenance.add-labour')
export class AddLabour extends Request<CostEntryView> {
  @Uuid() workOrderId!: string;
  @Whole({ min: 1, max: 60_000, optional: true, description: 'In place of from and to' })
  minutes?: number;
  @Instant({ optional: true }) from?: string;
  @Instant({ optional: true }) to?: string;
  @Decimal({ description: 'What an hour costs' }) ratePerHour!: string;
  @Text({ max: 500, optional: true, description: 'Who worked; else who records it' }) text?: string;
}

/** Records what somebody from outside was paid. */
@CommandContract('maintenance.add-service')
export class AddService extends Request<CostEntryView> {
  @Uuid() workOrderId!: string;
  @Text({ max: 500 }) text!: string;
  @Decimal() amount!: string;
}

/** What a work order cost so far, in all and by kind. */
export class WorkOrderCostView {
  @Uuid() workOrderId!: string;
  @Text({ max: 3 }) currency!: string;
  @Decimal() labour!: string;
  @Decimal() parts!: string;
  @Decimal() services!: string;
  @Decimal() total!: string;
  @ListOf(() => CostEntryView, { max: 1000 }) entries!: CostEntryView[];
  @ListOf(() => PartUseView, { max: 1000 }) partUses!: PartUseView[];
}

/** Asks what a work order cost. */
@QueryContract('maintenance.get-work-order-cost')
export class GetWorkOrderCost extends Request<WorkOrderCostView> {
  @Uuid() workOrderId!: string;
}
