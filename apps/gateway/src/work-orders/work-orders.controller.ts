import { Body, Controller, Get, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  CreateWorkOrder,
  GetCase,
  GetWorkOrder,
  ListWorkOrderHistory,
  ListWorkOrders,
  WorkOrderHistoryView,
  WorkOrderView,
} from '@libs/contracts';
import { Refusal } from '@libs/messaging';
import { Permission } from '../auth/permission.js';
import { Created, One, PageOf, PageOrStretchOf } from '../docs/answers.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { ListAnswer, PageAnswer } from '../http/envelope.js';
import { EtagInterceptor } from '../http/etag-interceptor.js';
import { WorkOrderPageQuery } from './work-order.dto.js';

const OF_ANOTHER = { field: 'caseId', message: 'caseId is a case of other equipment' };

@ApiTags('work orders')
@Controller('api/v1/work-orders')
@UseInterceptors(EtagInterceptor)
export class WorkOrdersController {
  constructor(private readonly agents: AgentsClient) {}

  @Post()
  @Permission('work_orders.create')
  @Created(WorkOrderView, 'Orders work by hand', '/api/v1/work-orders')
  async createWorkOrder(
    @Body() body: CreateWorkOrder,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkOrderView> {
    const { caseId, equipmentId } = body;
    if (caseId !== undefined) {
      const about = await this.agents.ask(GetCase, { caseId }, asking);
      if (about.equipmentId !== equipmentId) throw Refusal.invalid([OF_ANOTHER]);
    }
    return this.agents.ask(CreateWorkOrder, body, asking);
  }

  @Get()
  @Permission('work_orders.read')
  @PageOrStretchOf(WorkOrderView, 'Lists work orders, newest first')
  listWorkOrders(
    @Query() query: ListWorkOrders,
    @InTheNameOf() asking: Asking,
  ): Promise<ListAnswer> {
    return this.agents.list(ListWorkOrders, query, asking);
  }

  @Get(':id')
  @Permission('work_orders.read')
  @One(WorkOrderView, 'One work order and what may be done with it now')
  getWorkOrder(
    @Param('id') workOrderId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkOrderView> {
    return this.agents.ask(GetWorkOrder, { workOrderId }, asking);
  }

  @Get(':id/history')
  @Permission('work_orders.read')
  @PageOf(WorkOrderHistoryView, 'Every change of a work order, newest first')
  listWorkOrderHistory(
    @Param('id') workOrderId: string,
    @Query() query: WorkOrderPageQuery,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListWorkOrderHistory, Object.assign(query, { workOrderId }), asking);
  }
}
