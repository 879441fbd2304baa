import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AddLabour,
  AddService,
  CostEntryView,
  GetWorkOrderCost,
  IssuePart,
  NeedPart,
  PartUseView,
  ReservePart,
  ReturnPart,
  UnreservePart,
  WorkOrderCostView,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Created, One } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import {
  LabourBody,
  PartNeedBody,
  PartQuantityBody,
  ServiceBody,
} from '../maintenance/part.dto.js';

@ApiTags('work orders')
@Controller('api/v1/work-orders/:id')
export class WorkOrderCostsController {
  constructor(private readonly agents: AgentsClient) {}

  @Get('cost')
  @Permission('work_orders.read')
  @One(WorkOrderCostView, 'What a work order cost so far: labour, parts, services')
  getWorkOrderCost(
    @Param('id') workOrderId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkOrderCostView> {
    return this.agents.ask(GetWorkOrderCost, { workOrderId }, asking);
  }

  @Post('labour')
  @Permission('work_orders.report')
  @Created(CostEntryView, 'Records how long somebody worked')
  addLabour(
    @Param('id') workOrderId: string,
    @Body() body: LabourBody,
    @InTheNameOf() asking: Asking,
  ): Promise<CostEntryView> {
    return this.agents.ask(AddLabour, Object.assign(body, { workOrderId }), asking);
  }

  @Post('services')
  @Permission('work_orders.report')
  @Created(CostEntryView, 'Records what somebody from outside was paid')
  addService(
    @Param('id') workOrderId: string,
    @Body() body: ServiceBody,
    @InTheNameOf() asking: Asking,
  ): Promise<CostEntryView> {
    return this.agents.ask(AddService, Object.assign(body, { workOrderId }), asking);
  }

  @Post('parts/need')
  @Permission('work_orders.report')
  @One(PartUseView, 'Says how many of a part the work needs, and when those that are missing come')
  needPart(
    @Param('id') workOrderId: string,
    @Body() body: PartNeedBody,
    @InTheNameOf() asking: Asking,
  ): Promise<PartUseView> {
    return this.agents.ask(NeedPart, Object.assign(body, { workOrderId }), asking);
  }

  @Post('parts/reserve')
  @Permission('work_orders.report')
  @One(PartUseView, 'Promises parts to the work')
  reservePart(
    @Param('id') workOrderId: string,
    @Body() body: PartQuantityBody,
    @InTheNameOf() asking: Asking,
  ): Promise<PartUseView> {
    return this.agents.ask(ReservePart, Object.assign(body, { workOrderId }), asking);
  }

  @Post('parts/unreserve')
  @Permission('work_orders.report')
  @One(PartUseView, 'Lets parts go that are promised to the work')
  unreservePart(
    @Param('id') workOrderId: string,
    @Body() body: PartQuantityBody,
    @InTheNameOf() asking: Asking,
  ): Promise<PartUseView> {
    return this.agents.ask(UnreservePart, Object.assign(body, { workOrderId }), asking);
  }

  @Post('parts/issue')
  @Permission('work_orders.report')
  @One(PartUseView, 'Takes parts off the shelf for the work')
  issuePart(
    @Param('id') workOrderId: string,
    @Body() body: PartQuantityBody,
    @InTheNameOf() asking: Asking,
  ): Promise<PartUseView> {
    return this.agents.ask(IssuePart, Object.assign(body, { workOrderId }), asking);
  }

  @Post('parts/return')
  @Permission('work_orders.report')
  @One(PartUseView, 'Brings parts back to the shelf')
  returnPart(
    @Param('id') workOrderId: string,
    @Body() body: PartQuantityBody,
    @InTheNameOf() asking: Asking,
  ): Promise<PartUseView> {
    return this.agents.ask(ReturnPart, Object.assign(body, { workOrderId }), asking);
  }
}
