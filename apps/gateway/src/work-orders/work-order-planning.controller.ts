import { Body, Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ApproveWorkOrder,
  AssignWorkOrder,
  BreakGlass,
  CloseWorkOrder,
  PlanWorkOrder,
  RejectWork,
  RejectWorkOrder,
  ReopenWorkOrder,
  ScheduleWorkOrder,
  SubmitWorkOrder,
  WorkOrderView,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { One } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import { NoBody } from '../http/no-body.js';
import { EtagInterceptor } from '../http/etag-interceptor.js';
import { ExpectedVersion, type Seen, TakesIfMatch } from '../http/expected-version.js';
import {
  AssignWorkOrderBody,
  ScheduleWorkOrderBody,
  WorkOrderReasonBody,
} from './work-order.dto.js';

@ApiTags('work orders')
@TakesIfMatch()
@Controller('api/v1/work-orders/:id')
@UseInterceptors(EtagInterceptor)
export class WorkOrderPlanningController {
  constructor(private readonly agents: AgentsClient) {}

  @Post('submit')
  @Permission('work_orders.submit')
  @One(WorkOrderView, 'Hands in a draft')
  submitWorkOrder(
    @Param('id') workOrderId: string,
    @Body() _body: NoBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkOrderView> {
    return this.agents.ask(SubmitWorkOrder, { ...seen, workOrderId }, asking);
  }

  @Post('approve')
  @Permission('work_orders.approve')
  @One(WorkOrderView, 'Lets the work be done')
  approveWorkOrder(
    @Param('id') workOrderId: string,
    @Body() _body: NoBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkOrderView> {
    return this.agents.ask(ApproveWorkOrder, { ...seen, workOrderId }, asking);
  }

  @Post('reject')
  @Permission('work_orders.approve')
  @One(WorkOrderView, 'Refuses that the work be done')
  rejectWorkOrder(
    @Param('id') workOrderId: string,
    @Body() body: WorkOrderReasonBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkOrderView> {
    return this.agents.ask(RejectWorkOrder, Object.assign(body, { ...seen, workOrderId }), asking);
  }

  @Post('plan')
  @Permission('work_orders.plan')
  @One(WorkOrderView, 'Says that it is settled what the work needs')
  planWorkOrder(
    @Param('id') workOrderId: string,
    @Body() _body: NoBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkOrderView> {
    return this.agents.ask(PlanWorkOrder, { ...seen, workOrderId }, asking);
  }

  @Post('schedule')
  @Permission('work_orders.plan')
  @One(WorkOrderView, 'Gives planned work its window and its crew, or moves them')
  scheduleWorkOrder(
    @Param('id') workOrderId: string,
    @Body() body: ScheduleWorkOrderBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkOrderView> {
    return this.agents.ask(
      ScheduleWorkOrder,
      Object.assign(body, { ...seen, workOrderId }),
      asking,
    );
  }

  @Post('assign')
  @Permission('work_orders.assign')
  @One(WorkOrderView, 'Gives the work to a person')
  assignWorkOrder(
    @Param('id') workOrderId: string,
    @Body() body: AssignWorkOrderBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkOrderView> {
    return this.agents.ask(AssignWorkOrder, Object.assign(body, { ...seen, workOrderId }), asking);
  }

  @Post('verify')
  @Permission('work_orders.close')
  @One(WorkOrderView, 'Verifies finished work; the same as close')
  verifyWorkOrder(
    @Param('id') workOrderId: string,
    @Body() _body: NoBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkOrderView> {
    return this.agents.ask(CloseWorkOrder, { ...seen, workOrderId }, asking);
  }

  @Post('reject-work')
  @Permission('work_orders.close')
  @One(WorkOrderView, 'Sends finished work back to who did it')
  rejectWork(
    @Param('id') workOrderId: string,
    @Body() body: WorkOrderReasonBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkOrderView> {
    return this.agents.ask(RejectWork, Object.assign(body, { ...seen, workOrderId }), asking);
  }

  @Post('reopen')
  @Permission('work_orders.reopen')
  @One(WorkOrderView, 'Goes on with closed work, as long as the policy allows')
  reopenWorkOrder(
    @Param('id') workOrderId: string,
    @Body() body: WorkOrderReasonBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkOrderView> {
    return this.agents.ask(ReopenWorkOrder, Object.assign(body, { ...seen, workOrderId }), asking);
  }

  @Post('break-glass')
  @Permission('work_orders.break_glass')
  @One(WorkOrderView, 'Begins work that is not made safe; kept with its reason, and told to people')
  breakGlass(
    @Param('id') workOrderId: string,
    @Body() body: WorkOrderReasonBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkOrderView> {
    return this.agents.ask(BreakGlass, Object.assign(body, { ...seen, workOrderId }), asking);
  }
}
