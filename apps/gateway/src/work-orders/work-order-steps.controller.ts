import { Body, Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  CancelWorkOrder,
  ClaimWorkOrder,
  CloseWorkOrder,
  CompleteWorkOrder,
  HoldWorkOrder,
  ReleaseWorkOrder,
  ResumeWorkOrder,
  StartWorkOrder,
  WorkOrderView,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { One } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import { NoBody } from '../http/no-body.js';
import { EtagInterceptor } from '../http/etag-interceptor.js';
import { ExpectedVersion, type Seen, TakesIfMatch } from '../http/expected-version.js';
import { CancelWorkOrderBody, CompleteWorkOrderBody, HoldWorkOrderBody } from './work-order.dto.js';

@ApiTags('work orders')
@TakesIfMatch()
@Controller('api/v1/work-orders/:id')
@UseInterceptors(EtagInterceptor)
export class WorkOrderStepsController {
  constructor(private readonly agents: AgentsClient) {}

  @Post('claim')
  @Permission('work_orders.claim')
  @One(WorkOrderView, 'Takes a work order from the board: the first technician wins')
  claimWorkOrder(
    @Param('id') workOrderId: string,
    @Body() _body: NoBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkOrderView> {
    return this.agents.ask(ClaimWorkOrder, { ...seen, workOrderId }, asking);
  }

  @Post('release')
  @Permission('work_orders.release')
  @One(WorkOrderView, 'Gives a claimed work order back to the board')
  releaseWorkOrder(
    @Param('id') workOrderId: string,
    @Body() _body: NoBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkOrderView> {
    return this.agents.ask(ReleaseWorkOrder, { ...seen, workOrderId }, asking);
  }

  @Post('start')
  @Permission('work_orders.start')
  @One(WorkOrderView, 'Begins the work')
  startWorkOrder(
    @Param('id') workOrderId: string,
    @Body() _body: NoBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkOrderView> {
    return this.agents.ask(StartWorkOrder, { ...seen, workOrderId }, asking);
  }

  @Post('hold')
  @Permission('work_orders.hold')
  @One(
    WorkOrderView,
    'Lets the work wait: for parts, a permit, production, safety or another thing',
  )
  holdWorkOrder(
    @Param('id') workOrderId: string,
    @Body() body: HoldWorkOrderBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkOrderView> {
    return this.agents.ask(HoldWorkOrder, Object.assign(body, { ...seen, workOrderId }), asking);
  }

  @Post('resume')
  @Permission('work_orders.hold')
  @One(WorkOrderView, 'Goes on with work that waited')
  resumeWorkOrder(
    @Param('id') workOrderId: string,
    @Body() _body: NoBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkOrderView> {
    return this.agents.ask(ResumeWorkOrder, { ...seen, workOrderId }, asking);
  }

  @Post('complete')
  @Permission('work_orders.complete')
  @One(WorkOrderView, 'Ends the work, telling what was done')
  completeWorkOrder(
    @Param('id') workOrderId: string,
    @Body() body: CompleteWorkOrderBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkOrderView> {
    return this.agents.ask(
      CompleteWorkOrder,
      Object.assign(body, { ...seen, workOrderId }),
      asking,
    );
  }

  @Post('close')
  @Permission('work_orders.close')
  @One(WorkOrderView, 'Verifies finished work')
  closeWorkOrder(
    @Param('id') workOrderId: string,
    @Body() _body: NoBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkOrderView> {
    return this.agents.ask(CloseWorkOrder, { ...seen, workOrderId }, asking);
  }

  @Post('cancel')
  @Permission('work_orders.cancel')
  @One(WorkOrderView, 'Calls work off before it began')
  cancelWorkOrder(
    @Param('id') workOrderId: string,
    @Body() body: CancelWorkOrderBody,
    @ExpectedVersion() seen: Seen,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkOrderView> {
    return this.agents.ask(CancelWorkOrder, Object.assign(body, { ...seen, workOrderId }), asking);
  }
}
