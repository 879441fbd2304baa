import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AddTask,
  GetWorkOrder,
  ListTasks,
  RecordTaskResult,
  RemoveTask,
  SetRequiredSkills,
  TaskView,
  WorkOrderView,
} from '@libs/contracts';
import { Permission } from '../auth/permission.js';
import { Created, Gone, One, PageOf } from '../docs/answers.js';
import { KnownDocuments } from '../documents/known-documents.js';
import { AgentsClient, InTheNameOf, type Asking } from '../http/agents-client.js';
import type { PageAnswer } from '../http/envelope.js';
import { AddTaskBody, RequiredSkillsBody, TaskResultBody, TasksQuery } from './task.dto.js';

@ApiTags('work orders')
@Controller('api/v1/work-orders/:id')
export class WorkOrderTasksController {
  constructor(
    private readonly agents: AgentsClient,
    private readonly documents: KnownDocuments,
  ) {}

  @Get('tasks')
  @Permission('work_orders.read')
  @PageOf(TaskView, 'Isolation steps and tasks of a work order, in their order')
  listTasks(
    @Param('id') workOrderId: string,
    @Query() query: TasksQuery,
    @InTheNameOf() asking: Asking,
  ): Promise<PageAnswer> {
    return this.agents.page(ListTasks, Object.assign(query, { workOrderId }), asking);
  }

  @Post('tasks')
  @Permission('work_orders.plan')
  @Created(TaskView, 'Adds a task to a work order')
  addTask(
    @Param('id') workOrderId: string,
    @Body() body: AddTaskBody,
    @InTheNameOf() asking: Asking,
  ): Promise<TaskView> {
    return this.agents.ask(AddTask, Object.assign(body, { workOrderId }), asking);
  }

  @Post('tasks/:taskId/result')
  @Permission('work_orders.report')
  @One(TaskView, 'Records what came of a task')
  async recordTaskResult(
    @Param('id') workOrderId: string,
    @Param('taskId') taskId: string,
    @Body() body: TaskResultBody,
    @InTheNameOf() asking: Asking,
  ): Promise<TaskView> {
    const { documentId } = body;
    if (documentId !== undefined) {
      const { caller } = asking;
      const { equipmentId } = await this.agents.ask(GetWorkOrder, { workOrderId }, { caller });
      const photo = { field: 'documentId', documentId };
      await this.documents.refuseUnknown(equipmentId, [photo], asking);
    }
    return this.agents.ask(RecordTaskResult, Object.assign(body, { workOrderId, taskId }), asking);
  }

  @Delete('tasks/:taskId')
  @Permission('work_orders.plan')
  @Gone('Takes away a task that has no result')
  async removeTask(
    @Param('id') workOrderId: string,
    @Param('taskId') taskId: string,
    @InTheNameOf() asking: Asking,
  ): Promise<void> {
    await this.agents.ask(RemoveTask, { workOrderId, taskId }, asking);
  }

  @Put('skills')
  @Permission('work_orders.plan')
  @One(WorkOrderView, 'Says which skills a work order needs')
  setRequiredSkills(
    @Param('id') workOrderId: string,
    @Body() body: RequiredSkillsBody,
    @InTheNameOf() asking: Asking,
  ): Promise<WorkOrderView> {
    return this.agents.ask(SetRequiredSkills, Object.assign(body, { workOrderId }), asking);
  }
}
