import { OmitType } from '@nestjs/swagger';
import {
  CommentOnWorkOrder,
  ListWorkOrderComments,
  ListWorkOrderRelations,
  ListWorkOrderSignatures,
  RelateWorkOrder,
  SignWorkOrder,
} from '@libs/contracts';

/** What somebody writes about the work. */
export class CommentBody extends OmitType(CommentOnWorkOrder, ['workOrderId'] as const) {}

/** What the work order is to which other. */
export class RelationBody extends OmitType(RelateWorkOrder, ['workOrderId'] as const) {}

/** What somebody says by signing. */
export class SignatureBody extends OmitType(SignWorkOrder, [
  'workOrderId',
  'expectedVersion',
] as const) {}

/** Which page. */
export class CommentsQuery extends OmitType(ListWorkOrderComments, ['workOrderId'] as const) {}

/** Which page. */
export class RelationsQuery extends OmitType(ListWorkOrderRelations, ['workOrderId'] as const) {}

/** Which page. */
export class SignaturesQuery extends OmitType(ListWorkOrderSignatures, ['workOrderId'] as const) {}
