import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  CommentOnWorkOrder,
  ListWorkOrderComments,
  ListWorkOrderRelations,
  ListWorkOrderSignatures,
  RelateWorkOrder,
  SignWorkOrder,
  UnrelateWorkOrder,
  WorkOrderCommentView,
  WorkOrderRelationView,
  WorkOrderSignatureView,
  WorkOrderView,
  type RelationKind,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Created, Gone, One, PageOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import { ExpectedVersion, type Seen, TakesIfMatch } from '../http/expected-version.js';
import {
  CommentBody,
  CommentsQuery,
  RelationBody,
  RelationsQuery,
  SignatureBody,
  SignaturesQuery,
} from './work-order-together.dto.js';

@ApiTags('work orders')
@Controller('api/v1/work-orders/:id')
export class WorkOrderTogetherController {
  constructor(private readonly agents: AgentsClient) {}

  @Get('comments')
  @Permission('work_orders.read')
  @PageOf(WorkOrderCommentView, 'What people wrote about a work order, newest first')
  listWorkOrderComments(
    @Param('id') workOrderId: string,
    @Query() query: CommentsQuery,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListWorkOrderComments, Object.assign(query, { workOrderId }), asking);
  }

  @Post('comments')
  @Permission('work_orders.comment')
  @Created(WorkOrderCommentView, 'Writes something about a work order; it stays as it is written')
  commentOnWorkOrder(
    @Param('id') workOrderId: string,
    @Body() body: CommentBody,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkOrderCommentView> {
    return this.agents.ask(CommentOnWorkOrder, Object.assign(body, { workOrderId }), asking);
  }

  @Get('relations')
  @Permission('work_orders.read')
  @PageOf(WorkOrderRelationView, 'What a work order is to others, seen from it')
  listWorkOrderRelations(
    @Param('id') workOrderId: string,
    @Query() query: RelationsQuery,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListWorkOrderRelations, Object.assign(query, { workOrderId }), asking);
  }

  @Post('relations')
  @Permission('work_orders.plan')
  @Created(WorkOrderRelationView, 'Says what a work order is to another; circles are refused')
  relateWorkOrder(
    @Param('id') workOrderId: string,
    @Body() body: RelationBody,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkOrderRelationView> {
    return this.agents.ask(RelateWorkOrder, Object.assign(body, { workOrderId }), asking);
  }

  @Delete('relations/:kind/:otherId')
  @Permission('work_orders.plan')
  @Gone('Says that a work order is no longer that to the other')
  async unrelateWorkOrder(
    @Param('id') workOrderId: string,
    @Param('kind') kind: RelationKind,
    @Param('otherId') otherId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<void> {
    await this.agents.ask(UnrelateWorkOrder, { workOrderId, kind, otherId }, asking);
  }

  @Get('signatures')
  @Permission('work_orders.read')
  @PageOf(WorkOrderSignatureView, 'Who signed the work, with what was signed and its hash')
  listWorkOrderSignatures(
    @Param('id') workOrderId: string,
    @Query() query: SignaturesQuery,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListWorkOrderSignatures, Object.assign(query, { workOrderId }), asking);
  }

  @Post('sign')
  @TakesIfMatch()
  @Permission('work_orders.sign')
  @One(WorkOrderView, 'Signs work under way; from then on its tasks and parts stay as they are')
  signWorkOrder(
    @Param('id') workOrderId: string,
    @Body() body: SignatureBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkOrderView> {
    return this.agents.ask(SignWorkOrder, Object.assign(body, { ...seen, workOrderId }), asking);
  }
}
